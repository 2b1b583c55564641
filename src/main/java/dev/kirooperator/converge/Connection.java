package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.directory.AccountAssignments;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.directory.Invitations;
import dev.kirooperator.seat.Seats;
import java.util.Optional;

/** One Identity Center and one Kiro profile, as the operator's configuration names them. */
public interface Connection {

    String name();

    Directory directory();

    /** Which groups open AWS accounts. */
    AccountAssignments accountAssignments();

    Seats seats();

    /**
     * Which Kiro profile this is: two connections of the same profile have the same. Empty while its Identity Center is not known; does
     * not ask AWS.
     */
    Optional<String> profile();

    Invitations invitations();

    /** Who provides users, and what may be done with those that an identity provider feeds. */
    Provisioning provisioning();

    /** Issuer of the provider that the Kiro profile takes its people from; empty where that is Identity Center. Never fails. */
    Optional<String> externalProvider();

    /**
     * Whether a user of this connection's Identity Center has the same seat through the other connection, which may be this one: both
     * then use one Kiro profile, of which an account has one in each Region. Makes no call.
     */
    boolean sharesSeatsWith(String connection);

    /** Start URL and Region; may ask AWS for the Identity Center instance and throw {@link dev.kirooperator.aws.AwsException}. */
    SignInStatus signIn();

    /**
     * Makes what is missing before anything can be written, if the configuration says so: the Identity Center instance. Only to be
     * called where a write is allowed; makes no call otherwise.
     *
     * @throws AwsException until it is there
     */
    void prepare();

    /** The failure with its cause, where that can be found out by asking AWS (at most once an hour). */
    AwsException explain(AwsException failure);
}
