package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One AWS account with its Identity Center and Kiro. All access goes through {@link #locked}, which first lets happen what is due. */
public final class World {
    /** The quota of Service Quotas that caps overage, and its value in a new account, in USD per subscription. */
    public static final double DEFAULT_OVERAGE_CAP = 400;

    private final ReentrantLock lock = new ReentrantLock();
    private final String account;
    private final SandboxClock clock;
    private final Ids ids;
    private final Directory directory;
    private final Applications applications;
    private final Subscriptions subscriptions;
    private final Sessions sessions;
    private final List<AccountAssignment> accountAssignments = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final Map<String, String> resultByToken = new HashMap<>();
    private volatile Settings settings;
    private Optional<Instance> instance = Optional.empty();
    private Optional<Profile> profile = Optional.empty();
    private boolean blocked;
    private double overageCap = DEFAULT_OVERAGE_CAP;

    public World(String account, long seed, SandboxClock clock, Settings settings) {
        this.account = account;
        this.clock = clock;
        this.settings = settings;
        ids = new Ids(seed);
        applications = new Applications(ids);
        sessions = new Sessions(new Ids(~seed));
        subscriptions = new Subscriptions(ids, clock, this::settings, this::directory, new ProfileApplication());
        directory = new Directory(ids, clock, subscriptions, () -> this.settings.uniqueEmails());
    }

    /** Runs {@code work} alone, after everything that is due at the clock's time has happened. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            subscriptions.settle();
            T result = work.get();
            subscriptions.settle();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Puts an instance there that was made long ago. */
    public void plantInstance(Instance planted) {
        instance = Optional.of(planted);
    }

    /** Makes the instance, ready at {@code readyAt}; a ConflictException when there is one. */
    public Instance createInstance(String inAccount, String region, String name, Instant readyAt) {
        if (instance.isPresent()) {
            throw ApiException.conflict(
                    "The account has an instance already: " + instance.get().arn());
        }
        String arn = "arn:aws:sso:::instance/ssoins-" + ids.hex(16);
        Instance made = new Instance(arn, "d-" + ids.hex(10), inAccount, region, name, false, now(), readyAt);
        instance = Optional.of(made);
        return made;
    }

    /** Does the work, unless it was done under the same client token before: then its first result counts. */
    public String once(Optional<String> clientToken, Supplier<String> work) {
        Optional<String> before = clientToken.map(resultByToken::get);
        String result = before.orElseGet(work);
        clientToken.ifPresent(token -> resultByToken.put(token, result));
        return result;
    }

    /** Makes the Kiro profile and its application, ready at {@code readyAt}; a ConflictException when there is one. */
    public Profile createProfile(String region, ObjectNode attributes, Instant readyAt) {
        if (profile.isPresent()) {
            throw ApiException.conflict(
                    "The account has a profile already: " + profile.get().arn());
        }
        Instance home = instance.orElseThrow(() -> ApiException.validation("Invalid identity center configuration"));
        String applicationArn = "arn:aws:sso::" + account + ":application/" + home.id() + "/apl-" + ids.hex(16);
        applications.add(new Application(
                applicationArn,
                ids.next(),
                "arn:aws:sso::aws:applicationProvider/codewhisperer",
                "KiroProfile-" + region,
                account,
                home.region(),
                now()));
        String arn = "arn:aws:codewhisperer:" + region + ":" + account + ":profile/" + ids.base32(12);
        Profile made = new Profile(arn, region, applicationArn, attributes, readyAt, Optional.empty());
        profile = Optional.of(made);
        return made;
    }

    /** Merges {@code changes} into the profile's attributes. */
    public Profile updateProfile(Profile old, ObjectNode changes) {
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
    public void deleteProfile(Profile gone) {
        subscriptions.deleteAll();
        applications.remove(gone.applicationArn());
        profile = Optional.empty();
    }

    public void addAccountAssignment(Principal principal, String inAccount, String permissionSetArn) {
        accountAssignments.add(new AccountAssignment(principal, ids.next(), inAccount, permissionSetArn));
    }

    public void requireExternalId(String roleArn, String externalId) {
        sessions.requireExternalId(roleArn, externalId);
    }

    public void addMail(String userId, String mode) {
        mails.add(new Mail(userId, mode, now()));
    }

    public void setSettings(Settings changed) {
        settings = changed;
    }

    public void setBlocked(boolean isBlocked) {
        blocked = isBlocked;
    }

    public void setOverageCap(double value) {
        overageCap = value;
    }

    public String account() {
        return account;
    }

    public Instant now() {
        return clock.instant();
    }

    public SandboxClock clock() {
        return clock;
    }

    /** A fresh id for a user or a group that the caller makes itself. */
    public String newResourceId() {
        return ids.resource();
    }

    public Ids ids() {
        return ids;
    }

    public Directory directory() {
        return directory;
    }

    public Applications applications() {
        return applications;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public Sessions sessions() {
        return sessions;
    }

    public List<AccountAssignment> accountAssignments() {
        return List.copyOf(accountAssignments);
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    public Settings settings() {
        return settings;
    }

    public Optional<Instance> instance() {
        return instance;
    }

    public Optional<Profile> profile() {
        return profile;
    }

    /** Whether AWS blocked the account from getting new seats. */
    public boolean blocked() {
        return blocked;
    }

    /** The overage cap in USD per subscription. */
    public double overageCap() {
        return overageCap;
    }

    /** The attributes of a profile as the console makes one on this instance. */
    public static ObjectNode profileAttributes(Instance instance, String region) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("profileName", "KiroProfile-" + region);
        attributes
                .putObject("identitySource")
                .putObject("ssoIdentitySource")
                .put("instanceArn", instance.arn())
                .put("ssoRegion", instance.region());
        return attributes;
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
