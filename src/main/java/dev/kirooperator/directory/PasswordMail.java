package dev.kirooperator.directory;

import static dev.kirooperator.aws.AwsCalls.run;

import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.Retries;
import dev.kirooperator.aws.generated.userpassword.model.PasswordMode;

/**
 * Identity Center's own invitation: a mail with a link for setting a password, which lives for an hour. A private API ({@code
 * SWBUPService.UpdatePassword}); it works only for users of Identity Center's own directory.
 */
public final class PasswordMail implements Invitations {

    private final AwsConnection connection;

    public PasswordMail(AwsConnection connection) {
        this.connection = connection;
    }

    /**
     * Asks for the mode that answers without a password: none ever passes through this operator.
     *
     * @throws AwsException {@code NotFound(USER)} when there is no such user, {@code Denied} without {@code
     *     sso-directory:UpdatePassword}
     */
    @Override
    public void send(String userId) {
        String store = connection.instance().identityStoreId();
        run(
                "UpdatePassword",
                () -> connection
                        .clients()
                        .userPassword()
                        .updatePassword(r -> r.userId(userId)
                                .passwordMode(PasswordMode.EMAIL)
                                .identityStoreId(store)
                                .overrideConfiguration(Retries::onlyWhenThrottled)));
    }
}
