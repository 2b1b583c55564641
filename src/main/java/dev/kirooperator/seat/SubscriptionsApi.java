package dev.kirooperator.seat;

import dev.kirooperator.aws.AwsException;
import dev.kirooperator.aws.AwsFailure;
import dev.kirooperator.aws.Pages;
import dev.kirooperator.aws.generated.usersubscriptions.UserSubscriptionsClient;
import dev.kirooperator.aws.generated.usersubscriptions.model.Claim;
import dev.kirooperator.aws.generated.usersubscriptions.model.Subscription;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The reads of the user subscription service, to their end. Its largest page is not documented: 1000 is tried, then 100. */
final class SubscriptionsApi {

    private static final int LARGE_PAGE = 1_000;
    private static final int SAFE_PAGE = 100;

    private final Supplier<UserSubscriptionsClient> client;
    private final Supplier<String> instanceArn;
    private final String kiroRegion;
    private final AtomicInteger page = new AtomicInteger(LARGE_PAGE);

    SubscriptionsApi(Supplier<UserSubscriptionsClient> client, Supplier<String> instanceArn, String kiroRegion) {
        this.client = client;
        this.instanceArn = instanceArn;
        this.kiroRegion = kiroRegion;
    }

    List<Subscription> listUserSubscriptions() {
        String instance = instanceArn.get();
        return withPageThatFits(size -> Pages.readAll("ListUserSubscriptions", token -> {
            var answer = client.get()
                    .listUserSubscriptions(r -> r.instanceArn(instance)
                            .subscriptionRegion(kiroRegion)
                            .maxResults(size)
                            .nextToken(token.orElse(null)));
            return new Pages.Page<>(answer.subscriptions(), answer.nextToken());
        }));
    }

    List<Claim> listApplicationClaims(String applicationArn) {
        return withPageThatFits(size -> Pages.readAll("ListApplicationClaims", token -> {
            var answer = client.get()
                    .listApplicationClaims(r -> r.applicationArn(applicationArn)
                            .subscriptionRegion(kiroRegion)
                            .maxResults(size)
                            .nextToken(token.orElse(null)));
            return new Pages.Page<>(answer.claims(), answer.nextToken());
        }));
    }

    private <T> List<T> withPageThatFits(Function<Integer, List<T>> list) {
        int size = page.get();
        try {
            return list.apply(size);
        } catch (AwsException e) {
            if (size == SAFE_PAGE || !isRefusedAsInvalid(e)) {
                throw e;
            }
            List<T> rows = list.apply(SAFE_PAGE);
            page.set(SAFE_PAGE);
            return rows;
        }
    }

    private static boolean isRefusedAsInvalid(AwsException e) {
        return e.failure() instanceof AwsFailure.Invalid
                && e.failure()
                        .call()
                        .errorCode()
                        .filter("ValidationException"::equals)
                        .isPresent();
    }
}
