package dev.kirooperator.directory;

/** Mails with which Identity Center lets its own users set a password. */
public interface Invitations {

    /**
     * Has the mail sent to the user's primary e-mail address. A repeated call sends a further mail.
     *
     * @throws dev.kirooperator.aws.AwsException when it was refused, or when no answer came
     */
    void send(String userId);
}
