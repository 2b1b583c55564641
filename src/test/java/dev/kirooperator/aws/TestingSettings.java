package dev.kirooperator.aws;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds the settings of a connection; what is not said is found by the operator. Each method leaves the builder that it is called on as it is. */
public final class TestingSettings {

    private final String name;
    private Optional<String> region = Optional.empty();
    private Optional<String> instanceArn = Optional.empty();
    private Optional<String> identityStoreId = Optional.empty();
    private Optional<String> kiroRegion = Optional.empty();
    private SeatApi seatApi = SeatApi.AUTO;
    private Optional<String> role = Optional.empty();
    private Optional<String> externalId = Optional.empty();
    private Optional<String> signInUrl = Optional.empty();
    private Optional<URI> endpoint = Optional.empty();
    private Creation creation = Creation.NOTHING;

    private TestingSettings(String name) {
        this.name = name;
    }

    public static TestingSettings named(String name) {
        return new TestingSettings(name);
    }

    /** With Identity Center in this Region. */
    public TestingSettings inRegion(String value) {
        return with(next -> next.region = Optional.of(value));
    }

    /** With an instance that is named. */
    public TestingSettings of(String arn, String storeId) {
        return with(next -> {
            next.instanceArn = Optional.of(arn);
            next.identityStoreId = Optional.of(storeId);
        });
    }

    /** With an instance that is chosen among those that are listed. */
    public TestingSettings choosing(String arn) {
        return with(next -> next.instanceArn = Optional.of(arn));
    }

    /** With all services at one endpoint. */
    public TestingSettings at(URI value) {
        return with(next -> next.endpoint = Optional.of(value));
    }

    public TestingSettings writingTo(SeatApi value) {
        return with(next -> next.seatApi = value);
    }

    public TestingSettings assuming(String arn) {
        return with(next -> next.role = Optional.of(arn));
    }

    public TestingSettings withExternalId(String value) {
        return with(next -> next.externalId = Optional.of(value));
    }

    public TestingSettings signingInAt(String url) {
        return with(next -> next.signInUrl = Optional.of(url));
    }

    /** With the Kiro profile in this Region. */
    public TestingSettings withKiroIn(String value) {
        return with(next -> next.kiroRegion = Optional.of(value));
    }

    public TestingSettings making(Creation value) {
        return with(next -> next.creation = value);
    }

    public ConnectionSettings build() {
        return new ConnectionSettings(
                name,
                region,
                instanceArn,
                identityStoreId,
                kiroRegion,
                seatApi,
                role,
                externalId,
                signInUrl,
                endpoint,
                creation);
    }

    private TestingSettings with(Consumer<TestingSettings> change) {
        TestingSettings next = new TestingSettings(name);
        next.region = region;
        next.instanceArn = instanceArn;
        next.identityStoreId = identityStoreId;
        next.kiroRegion = kiroRegion;
        next.seatApi = seatApi;
        next.role = role;
        next.externalId = externalId;
        next.signInUrl = signInUrl;
        next.endpoint = endpoint;
        next.creation = creation;
        change.accept(next);
        return next;
    }
}
