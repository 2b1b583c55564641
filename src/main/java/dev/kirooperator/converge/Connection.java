package dev.kirooperator.converge;

import dev.kirooperator.api.v1alpha1.SignInStatus;
import dev.kirooperator.directory.Directory;
import dev.kirooperator.seat.Seats;
import java.util.Optional;

/** One Identity Center and one Kiro profile, as the operator's configuration names them. */
public interface Connection {

    String name();

    Directory directory();

    Seats seats();

    /**
     * Which Kiro profile this is: two connections of the same profile have the same. Empty while its Identity Center is not known; does
     * not ask AWS.
     */
    Optional<String> profile();

    /** Start URL and Region; may ask AWS for the Identity Center instance and throw {@link dev.kirooperator.aws.AwsException}. */
    SignInStatus signIn();
}
