package dev.kirooperator.member;

import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.converge.ConnectionCatalogue;
import dev.kirooperator.converge.ExpirySettings;
import dev.kirooperator.converge.NamespaceWatch;
import dev.kirooperator.converge.OperatorMode;
import dev.kirooperator.converge.OtherProfiles;
import dev.kirooperator.converge.Served;
import dev.kirooperator.converge.StatusPatch;
import dev.kirooperator.converge.SyncSettings;
import dev.kirooperator.converge.TeamAccess;
import dev.kirooperator.guard.Guards;
import dev.kirooperator.guard.RemovalWindow;
import dev.kirooperator.seat.SeatMachine;
import dev.kirooperator.status.StatusSeal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Consumer;

/** Puts the collaborators of {@link MemberReconciler} together. */
final class MemberBeans {

    @Produces
    @Singleton
    MemberIndex index(
            TeamAccess access,
            Guards guards,
            StatusSeal seal,
            OperatorMode mode,
            Served served,
            NamespaceWatch namespaces) {
        MemberIndex index = new MemberIndex(access, guards, seal, mode, served);
        namespaces.onChange(index::namespaceChanged);
        return index;
    }

    @Produces
    @Singleton
    MemberRuns runs(MemberIndex index, SyncSettings settings, Clock clock) {
        return new MemberRuns(index, settings, clock);
    }

    @Produces
    @Singleton
    UserPhase users(KubernetesClient client, MemberIndex index, StatusSeal seal) {
        return new UserPhase(new UserPlanner(), new UserOwners(index::mayAdopt), statusWriter(client, seal));
    }

    @Produces
    @Singleton
    ProviderSeat providerSeat(Guards guards, KubernetesClient client, StatusSeal seal) {
        return new ProviderSeat(new FoundSeats(guards), statusWriter(client, seal));
    }

    private static Consumer<KiroMember> statusWriter(KubernetesClient client, StatusSeal seal) {
        return member -> StatusPatch.apply(client, seal.seal(member));
    }

    @Produces
    @Singleton
    TeamsPhase teams(Guards guards, TeamAccess access, MemberIndex index) {
        return new TeamsPhase(guards.ownership(), access, index::ofTeam);
    }

    @Produces
    @Singleton
    DepartureBrake brake(RemovalWindow window, MemberIndex index) {
        return new DepartureBrake(window, index::deleted);
    }

    @Produces
    @Singleton
    Leaving leaving(Guards guards, DepartureBrake brake) {
        return new Leaving(guards.ownership(), brake);
    }

    @Produces
    @Singleton
    DoubleBilling doubleBilling(ConnectionCatalogue connections, MeterRegistry metrics) {
        DoubleBilling doubleBilling = new DoubleBilling(new OtherProfiles(connections));
        Gauge.builder("kiro_double_billed_users", doubleBilling, DoubleBilling::users)
                .description("Users who have a seat in more than one Kiro profile, each of which bills on its own")
                .register(metrics);
        return doubleBilling;
    }

    @Produces
    @Singleton
    SeatPhase seats(
            SyncSettings settings,
            DoubleBilling doubleBilling,
            DepartureBrake brake,
            Guards guards,
            Clock clock,
            KubernetesClient client,
            StatusSeal seal) {
        return new SeatPhase(
                new SeatMachine(settings.readBack()),
                doubleBilling,
                brake,
                new FoundSeats(guards),
                clock,
                statusWriter(client, seal));
    }

    @Produces
    @Singleton
    SeatReturn seatReturn(DoubleBilling doubleBilling) {
        return new SeatReturn(doubleBilling);
    }

    @Produces
    @Singleton
    InvitationPhase invitations() {
        return new InvitationPhase(new InvitationPlanner());
    }

    @Produces
    @Singleton
    MemberSync sync(
            Guards guards,
            UserPhase users,
            TeamsPhase teams,
            SeatPhase seats,
            SeatReturn seatReturn,
            InvitationPhase invitations,
            ExpirySettings expiry,
            ProviderSeat providerSeat,
            Leaving leaving,
            DepartureBrake brake,
            MemberIndex index) {
        return new MemberSync(
                guards,
                users,
                teams,
                seats,
                invitations,
                new Expiry(expiry),
                new Departure(leaving, seatReturn),
                providerSeat,
                leaving,
                brake,
                run -> index.seatsUpTo(run.member(), run.progress().now()));
    }

    @Produces
    @Singleton
    MemberCleanup cleanup(
            Guards guards,
            UserPhase users,
            TeamsPhase teams,
            SeatReturn seats,
            InvitationPhase invitations,
            Leaving leaving,
            DepartureBrake brake) {
        return new MemberCleanup(guards, users, teams, seats, invitations, leaving, brake);
    }
}
