package dev.kirooperator.directory;

import dev.kirooperator.aws.AwsConnection;
import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Pages;
import dev.kirooperator.aws.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.ssoadmin.model.AccountAssignmentForPrincipal;
import software.amazon.awssdk.services.ssoadmin.model.PrincipalType;

/**
 * Account assignments by {@code sso:ListAccountAssignmentsForPrincipal}, one answer for each group, kept for a while.
 *
 * <p>AWS's reference says that the action "must be called from the management account" and "is not valid for account instances of IAM
 * Identity Center", and not what it answers there: every refusal that is not about the moment counts as "untold".
 */
public final class SsoAccountAssignments implements AccountAssignments {

    private static final Logger LOG = Logger.getLogger(SsoAccountAssignments.class);
    private static final String OPERATION = "ListAccountAssignmentsForPrincipal";
    private static final int PAGE = 100;

    private final AwsConnection connection;
    private final Duration maxAge;
    private final InstantSource clock;
    private final Map<String, Replica<AccountAccess>> byGroup = new ConcurrentHashMap<>();
    private final Map<String, Instant> madeAt = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param maxAge how long an answer counts
     */
    public SsoAccountAssignments(AwsConnection connection, Duration maxAge, InstantSource clock) {
        this.connection = connection;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public AccountAccess of(String groupId) {
        Instant made = madeAt.get(groupId);
        if (made != null && clock.instant().isBefore(made.plus(maxAge))) {
            return new AccountAccess.None();
        }
        return answer(groupId).get(maxAge);
    }

    @Override
    public AccountAccess now(String groupId) {
        madeAt.remove(groupId);
        Replica<AccountAccess> answer = answer(groupId);
        answer.invalidate();
        return answer.get(maxAge);
    }

    @Override
    public AccountAccess ofUser(String userId) {
        return ask(PrincipalType.USER, userId);
    }

    @Override
    public void isNew(String groupId) {
        madeAt.put(groupId, clock.instant());
    }

    private Replica<AccountAccess> answer(String groupId) {
        return byGroup.computeIfAbsent(groupId, id -> new Replica<>(begun -> ask(PrincipalType.GROUP, id), clock));
    }

    private AccountAccess ask(PrincipalType type, String id) {
        try {
            return assignments(type, id).isEmpty() ? new AccountAccess.None() : new AccountAccess.Held();
        } catch (AwsException e) {
            if (!isRefusal(e.failure())) {
                throw e;
            }
            if (warned.compareAndSet(false, true)) {
                LOG.warnf(
                        "Connection %s: whether somebody has account assignments is not known: %s",
                        connection.name(), e.failure().call().describe());
            }
            return new AccountAccess.Untold(
                    OPERATION + " fails with " + e.failure().call().errorCode().orElse("an unknown error"));
        }
    }

    private List<AccountAssignmentForPrincipal> assignments(PrincipalType type, String id) {
        String instance = connection.instance().instanceArn();
        return Pages.readAll(OPERATION, token -> {
            var answer = connection
                    .clients()
                    .ssoAdmin()
                    .listAccountAssignmentsForPrincipal(r -> r.instanceArn(instance)
                            .principalType(type)
                            .principalId(id)
                            .maxResults(PAGE)
                            .nextToken(token.orElse(null)));
            return new Pages.Page<>(answer.accountAssignments(), answer.nextToken());
        });
    }

    private static boolean isRefusal(AwsFailure failure) {
        return failure instanceof AwsFailure.Denied
                || failure instanceof AwsFailure.Invalid
                || (failure instanceof AwsFailure.NotFound missing && !missing.isAboutTheSetting());
    }
}
