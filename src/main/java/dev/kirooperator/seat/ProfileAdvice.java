package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsCall;
import dev.kirooperator.aws.AwsFailure.Cause;
import dev.kirooperator.aws.AwsFailure.Diagnosed;

/**
 * What to say of a Kiro profile that cannot be used.
 *
 * @param connection the connection's name
 * @param kiroRegion the Region that the connection looks in
 */
record ProfileAdvice(String connection, String kiroRegion) {

    Diagnosed beingMade(AwsCall call) {
        return new Diagnosed(
                call,
                Cause.BEING_MADE,
                "The Kiro profile in " + kiroRegion
                        + " is new, and AWS takes a minute or so until it accepts assignments; the operator goes on by itself");
    }

    Diagnosed wrongRegion(AwsCall call, String other) {
        return new Diagnosed(
                call,
                Cause.WRONG_REGION,
                "The account has a Kiro profile in " + other + ", and the connection looks in " + kiroRegion
                        + ". If it is the one, set " + key("kiro.region") + "=" + other
                        + "; the operator uses no Region by itself that it was not told to, and makes no second profile: seats in"
                        + " two are paid twice");
    }

    Diagnosed anotherInstances(AwsCall call, KiroProfile profile) {
        return new Diagnosed(
                call,
                Cause.PROFILE_NOT_FOUND,
                "The Kiro profile " + profile.arn() + " belongs to the Identity Center instance "
                        + profile.instanceArn().orElse("of somebody else")
                        + " and not to this connection's. Set " + key("identity-center.instance-arn")
                        + " to that instance, or delete the profile in the Kiro console and enable Kiro for this one");
    }

    Diagnosed notActive(AwsCall call, KiroProfile profile) {
        String state = profile.status() == KiroProfile.Status.DELETING
                ? " is being deleted"
                : " could not be made or deleted (" + profile.error().orElse("AWS gives no reason") + ")";
        return new Diagnosed(
                call,
                Cause.PROFILE_NOT_ACTIVE,
                "The Kiro profile " + profile.arn() + state + ". Look at it in the Kiro console of " + kiroRegion
                        + ": delete it, and enable Kiro again");
    }

    private String key(String property) {
        return "kiro.connections." + connection + "." + property;
    }
}
