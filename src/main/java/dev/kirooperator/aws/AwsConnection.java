package dev.kirooperator.aws;

import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** One Identity Center and its Kiro profile, as a {@code KiroTeam} or {@code KiroMember} names it. */
public final class AwsConnection implements AutoCloseable {

    private final ConnectionSettings settings;
    private final String kiroRegion;
    private final AwsClients clients;
    private final InstanceLocator locator;
    private final InstanceMaker maker;
    private final InstanceDiagnosis diagnosis;
    private final Optional<RoleCredentials> role;

    AwsConnection(
            ConnectionSettings settings,
            Pacer pacer,
            SdkHttpClient http,
            AwsCredentialsProvider ownCredentials,
            Connections.Wire wire) {
        this.settings = settings;
        String region = settings.identityCenterRegion().orElseGet(() -> ambientRegion(settings));
        this.kiroRegion = settings.kiroRegion().orElse(region);
        this.locator = new InstanceLocator(settings, region, () -> clients().ssoAdmin());
        PacingInterceptor pacing = new PacingInterceptor(pacer, wire.audit());
        ExecutionInterceptor encryption = wire.allowPlainHttp() ? new ExecutionInterceptor() {} : PlainHttp.guard();
        this.role = settings.roleArn().map(arn -> {
            ClientFactory own = new ClientFactory(
                    http,
                    new ConnectionCredentials(settings, ownCredentials),
                    settings.endpointOverride(),
                    pacing,
                    encryption);
            return new RoleCredentials(own, region, assumeRole(settings, arn));
        });
        AwsCredentialsProvider source =
                role.<AwsCredentialsProvider>map(assumed -> assumed).orElse(ownCredentials);
        ClientFactory factory = new ClientFactory(
                http,
                new ConnectionCredentials(settings, source),
                settings.endpointOverride(),
                pacing,
                encryption,
                wire.audit().of(settings.name()),
                wire.readOnly() ? new ReadOnlyInterceptor() : new ExecutionInterceptor() {},
                new InstanceWatch(locator::forget));
        this.clients = new AwsClients(factory, region, kiroRegion);
        InstantSource clock = InstantSource.system();
        Remembered<Optional<String>> elsewhere = new Remembered<>(() -> instanceRegion(region, clock), clock);
        Remembered<Optional<InstanceDiagnosis.Owners>> owners = new Remembered<>(this::owners, clock);
        this.maker = new InstanceMaker(settings, region, clients::ssoAdmin, locator, elsewhere::get, clock);
        this.diagnosis = new InstanceDiagnosis(settings, region, elsewhere::get, owners::get);
    }

    /** The name that {@code spec.connection} uses. */
    public String name() {
        return settings.name();
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /** The Region of the Kiro profile. */
    public String kiroRegion() {
        return kiroRegion;
    }

    public AwsClients clients() {
        return clients;
    }

    /**
     * The Identity Center instance; looked for at the first call and kept until AWS says that it is gone.
     *
     * @throws AwsException {@code NotFound(INSTANCE)} when there is none, {@code Invalid} when several are and none is chosen, and
     *     every other failure of {@code ListInstances}
     */
    public Instance instance() {
        return locator.instance();
    }

    /** The instance, if it was looked for and found before; asks nobody. */
    public Optional<Instance> knownInstance() {
        return locator.known();
    }

    /**
     * Makes the Identity Center instance if it is missing and the configuration says so; otherwise nothing, without a call. Only to
     * be called where something is about to be written.
     *
     * @throws AwsException until the instance can be used
     */
    public void makeInstanceIfMissing() {
        maker.makeIfMissing();
    }

    /**
     * The failure with its cause, where one can be found out: the instance is in another Region or account. Asks AWS at most once
     * an hour. What the failed call said stays in it.
     */
    public AwsException explain(AwsException thrown) {
        return diagnosis
                .of(thrown.failure())
                .map(found -> new AwsException(found, thrown))
                .orElse(thrown);
    }

    /**
     * Where people sign in.
     *
     * @throws AwsException when the instance is not known yet and cannot be found
     */
    public SignIn signIn() {
        return SignIn.of(settings, instance());
    }

    @Override
    public void close() {
        clients.close();
        role.ifPresent(RoleCredentials::close);
    }

    private Optional<String> instanceRegion(String region, InstantSource clock) {
        return Regions.search(
                Regions.ofInstancesBut(region), other -> clients.ssoAdminIn(other, InstanceListing::isNotEmpty), clock);
    }

    private Optional<InstanceDiagnosis.Owners> owners() {
        try {
            String account = AwsCalls.call(
                            "GetCallerIdentity",
                            () -> clients.sts().getCallerIdentity(r -> r.overrideConfiguration(Regions::briefly)))
                    .account();
            return Optional.ofNullable(account)
                    .map(caller -> new InstanceDiagnosis.Owners(caller, InstanceListing.read(clients::ssoAdmin)));
        } catch (AwsException untold) {
            return Optional.empty();
        }
    }

    private static AssumeRoleRequest assumeRole(ConnectionSettings settings, String arn) {
        AssumeRoleRequest.Builder request =
                AssumeRoleRequest.builder().roleArn(arn).roleSessionName("kiro-operator");
        settings.externalId().ifPresent(request::externalId);
        return request.build();
    }

    private static String ambientRegion(ConnectionSettings settings) {
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "No Region for connection " + settings.name() + ": set kiro.connections." + settings.name()
                            + ".identity-center.region, or AWS_REGION",
                    e);
        }
    }

    /** Credentials of an assumed role, made when they are first needed. */
    private static final class RoleCredentials implements AwsCredentialsProvider, AutoCloseable {

        private final Lazy<StsClient> sts;
        private final Lazy<StsAssumeRoleCredentialsProvider> assumed;

        RoleCredentials(ClientFactory own, String region, AssumeRoleRequest request) {
            this.sts = new Lazy<>(() -> own.make(StsClient.builder(), region));
            this.assumed = new Lazy<>(() -> StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts.get())
                    .refreshRequest(request)
                    .build());
        }

        @Override
        public software.amazon.awssdk.auth.credentials.AwsCredentials resolveCredentials() {
            return assumed.get().resolveCredentials();
        }

        @Override
        public void close() {
            assumed.made().ifPresent(StsAssumeRoleCredentialsProvider::close);
            sts.made().ifPresent(StsClient::close);
        }
    }
}
