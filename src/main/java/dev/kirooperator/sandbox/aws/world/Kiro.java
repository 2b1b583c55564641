package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Kiro in one Region of the account: its profile, if it has one, and the seats there, each billed apart from those of other Regions. */
public final class Kiro {
    private final String region;
    private final Ids ids;
    private final Supplier<Directory> directory;
    private final Applications applications;
    private final Subscriptions subscriptions;
    private Optional<Profile> profile = Optional.empty();

    Kiro(
            String region,
            Ids ids,
            SandboxClock clock,
            Supplier<Settings> settings,
            Supplier<Directory> directory,
            Applications applications) {
        this.region = region;
        this.ids = ids;
        this.directory = directory;
        this.applications = applications;
        subscriptions = new Subscriptions(ids, clock, settings, directory, this::knows, new ProfileApplication());
    }

    /** Makes the profile and its application, ready at {@code readyAt}; a ConflictException when there is one. */
    Profile createProfile(String account, Instance home, ObjectNode attributes, Instant now, Instant readyAt) {
        if (profile.isPresent()) {
            throw ApiException.conflict("The account has a profile in " + region + " already: "
                    + profile.get().arn());
        }
        String applicationArn = "arn:aws:sso::" + account + ":application/" + home.id() + "/apl-" + ids.hex(16);
        applications.add(new Application(
                applicationArn,
                ids.next(),
                "arn:aws:sso::aws:applicationProvider/codewhisperer",
                "KiroProfile-" + region,
                account,
                home.region(),
                now));
        String arn = "arn:aws:codewhisperer:" + region + ":" + account + ":profile/" + ids.base32(12);
        Profile made = new Profile(arn, region, applicationArn, attributes, readyAt, Optional.empty());
        profile = Optional.of(made);
        return made;
    }

    /** Merges {@code changes} into the profile's attributes. */
    public Profile updateProfile(ObjectNode changes) {
        Profile old = profile.orElseThrow();
        ObjectNode merged = old.attributes().deepCopy();
        merged.setAll(changes);
        Profile changed = old.with(merged);
        profile = Optional.of(changed);
        return changed;
    }

    /** Puts the profile into a state that it does not leave by itself. */
    public void troubleProfile(Profile.Trouble trouble) {
        profile = profile.map(healthy -> healthy.in(trouble));
    }

    /** Deletes the profile with its application, and cancels every seat. */
    public void deleteProfile() {
        subscriptions.deleteAll();
        profile.map(Profile::applicationArn).ifPresent(applications::remove);
        profile = Optional.empty();
    }

    /** Whether the principal is in the directory, or may be in one that is not modelled: that of an identity provider. */
    public boolean knows(Principal principal) {
        return directory.get().holds(principal)
                || profile.filter(Profile::isExternal).isPresent();
    }

    public String region() {
        return region;
    }

    public Optional<Profile> profile() {
        return profile;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Keeps the application assignments of the profile's application in step with Kiro's assignments. */
    private final class ProfileApplication implements Subscriptions.AssignmentListener {
        @Override
        public void assigned(Principal principal) {
            profile.map(Profile::applicationArn)
                    .filter(arn -> applications.find(arn, principal).isEmpty())
                    .ifPresent(arn -> applications.assign(arn, principal));
        }

        @Override
        public void unassigned(Principal principal) {
            profile.map(Profile::applicationArn).ifPresent(arn -> applications.unassign(arn, principal));
        }
    }
}
