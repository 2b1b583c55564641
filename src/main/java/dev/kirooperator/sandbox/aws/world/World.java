package dev.kirooperator.sandbox.aws.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final Map<String, Kiro> kiros = new LinkedHashMap<>();
    private final Sessions sessions;
    private final List<AccountAssignment> accountAssignments = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final Map<String, String> resultByToken = new HashMap<>();
    private volatile Settings settings;
    private Optional<Instance> instance = Optional.empty();
    private boolean blocked;
    private double overageCap = DEFAULT_OVERAGE_CAP;

    public World(String account, long seed, SandboxClock clock, Settings settings) {
        this.account = account;
        this.clock = clock;
        this.settings = settings;
        ids = new Ids(seed);
        applications = new Applications(ids);
        sessions = new Sessions(new Ids(~seed));
        directory = new Directory(ids, clock, new EveryKiro(), () -> this.settings.uniqueEmails());
    }

    /** Runs {@code work} alone, after everything that is due at the clock's time has happened. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            settle();
            T result = work.get();
            settle();
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void settle() {
        kiros.values().forEach(kiro -> kiro.subscriptions().settle());
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

    /** Makes the Kiro profile of a Region and its application, ready at {@code readyAt}; a ConflictException when there is one. */
    public Profile createProfile(String region, ObjectNode attributes, Instant readyAt) {
        Instance home = instance.orElseThrow(() -> ApiException.validation("Invalid identity center configuration"));
        return plantKiro(region).createProfile(account, home, attributes, now(), readyAt);
    }

    /** Kiro in a Region, from now on at the latest. */
    public Kiro plantKiro(String region) {
        return kiros.computeIfAbsent(
                region, name -> new Kiro(name, ids, clock, this::settings, this::directory, applications));
    }

    public void addAccountAssignment(Principal principal, String inAccount, String permissionSetArn) {
        accountAssignments.add(new AccountAssignment(principal, ids.next(), inAccount, permissionSetArn));
    }

    /** Gives a principal these permission sets in the own account, in place of what it had anywhere. */
    public void setAccountAssignments(Principal principal, List<String> permissionSetArns) {
        accountAssignments.removeIf(old -> old.principal().equals(principal));
        permissionSetArns.forEach(arn -> addAccountAssignment(principal, account, arn));
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

    /** Kiro in every Region where somebody has used it, the first one first. */
    public Collection<Kiro> kiros() {
        return List.copyOf(kiros.values());
    }

    /** Kiro in a Region; empty where nobody has used it. */
    public Optional<Kiro> kiro(String region) {
        return Optional.ofNullable(kiros.get(region));
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

    /**
     * The user's first sign-in to Kiro, in every Region where it has a seat: PENDING becomes ACTIVE. Throws
     * {@link IllegalArgumentException} where there is no seat to use.
     */
    public void signIn(String userId) {
        List<Subscriptions> usable = kiros.values().stream()
                .map(Kiro::subscriptions)
                .filter(subscriptions -> subscriptions.isUsable(userId))
                .toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("User " + userId
                    + " has no seat to use: subscribe the user or its group first and let the delay pass; one that is "
                    + "CANCELLED comes back when the month turns, so move the clock.");
        }
        usable.forEach(subscriptions -> subscriptions.signIn(userId));
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

    /** Tells Kiro in every Region. */
    private final class EveryKiro implements DirectoryListener {
        @Override
        public void membershipChanged(String userId, String groupId) {
            kiros.values().forEach(kiro -> kiro.subscriptions().membershipChanged(userId, groupId));
        }

        @Override
        public void userDeleted(String userId) {
            kiros.values().forEach(kiro -> kiro.subscriptions().userDeleted(userId));
        }

        @Override
        public void groupDeleted(String groupId) {
            kiros.values().forEach(kiro -> kiro.subscriptions().groupDeleted(groupId));
        }
    }
}
