package dev.kirooperator.launcher;

import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.aws.SeatApi;
import dev.kirooperator.converge.AccountAssignmentCheck;
import dev.kirooperator.converge.ProvisionedMemberships;
import dev.kirooperator.converge.UserSource;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The operator's configuration, from system properties or environment variables. A bad value stops the start with a message that names
 * the key.
 */
@ConfigMapping(prefix = "kiro")
public interface KiroConfig {

    /** Whether the operator writes to AWS at all. */
    @WithDefault("Manage")
    SyncMode mode();

    /** Label selector of the teams and members that this installation serves; all of them when absent. */
    Optional<String> selector();

    /** The connections by name; one named {@code default} is always there. */
    @WithDefaults
    Map<String, Connection> connections();

    Aws aws();

    Tenancy tenancy();

    Sync sync();

    Expiry expiry();

    Pacing pacing();

    Guard guard();

    Ownership ownership();

    LeaderElection leaderElection();

    Prices prices();

    Sandbox sandbox();

    /** One Identity Center and one Kiro profile. */
    interface Connection {

        IdentityCenter identityCenter();

        Kiro kiro();

        /** IAM role to assume; the SDK's default credentials chain when absent. */
        Optional<String> roleArn();

        /** External id for assuming the role. */
        Optional<String> externalId();

        /** Start URL with a custom alias; derived from the identity store's id when absent. */
        Optional<URI> signInUrl();
    }

    /** Where Identity Center is. */
    interface IdentityCenter {

        /** AWS Region of the instance; the SDK's default Region when absent. */
        Optional<String> region();

        /** ARN of the instance; found by ListInstances when absent. */
        Optional<String> instanceArn();

        /** Id of the identity store; found by ListInstances when absent. */
        Optional<String> identityStoreId();

        /** Whether an account instance is made where there is none. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean create();

        /** Who creates users that are not there. */
        @WithDefault("auto")
        UserSource users();

        /** Where users that an identity provider feeds may be put. */
        @WithDefault("own-groups")
        ProvisionedMemberships provisionedMemberships();

        /** Whether AWS is asked which groups have account assignments. */
        @WithDefault("ask")
        AccountAssignmentCheck accountAssignments();
    }

    /** Where the Kiro profile is. */
    interface Kiro {

        /** AWS Region of the Kiro profile; Identity Center's when absent. */
        Optional<String> region();

        /** Which generation of the assignment API to use. */
        @WithDefault("auto")
        SeatApi seatApi();

        /** Whether a profile is made where there is none. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean createProfile();

        /** What a profile that is made can do ({@code activeFunctionalities}). */
        @WithDefault("ANALYSIS,CONVERSATIONS,TASK_ASSIST,TRANSFORMATIONS,COMPLETIONS")
        List<String> profileFunctionalities();

        /** Whether a profile that is made allows suggestions that resemble public code, with a reference to it. */
        @WithDefault("true")
        @WithConverter(StrictBoolean.class)
        boolean profileCodeReferences();
    }

    /** How AWS is reached. */
    interface Aws {

        /** Whether an endpoint that is set by hand may be plain http beyond the loopback addresses. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean allowPlainHttp();
    }

    /** What namespaces may do at AWS. */
    interface Tenancy {

        /** The rules; none allows everything but protected names, some allow nothing that no rule allows. */
        Optional<List<Rule>> rules();

        /** One rule. */
        interface Rule {

            /** Names of namespaces; * for all. */
            Optional<Set<String>> namespaces();

            /** Namespaces by their labels, as kubectl selects them; beside those that are named. */
            Optional<String> namespaceSelector();

            /** Regular expression on the whole display name of a group. */
            Optional<String> groupNamePattern();

            /** Plans that may be asked for; all when absent. */
            Optional<Set<String>> plans();

            /** Connections that may be used; all when absent. */
            Optional<Set<String>> connections();

            /** Highest maxMembers that a team may state; it then has to state one. */
            OptionalInt maxMembers();

            /** How many seats the objects of a namespace may ask for together. */
            OptionalInt maxSeats();

            /** Whether adopt: true is allowed. */
            @WithDefault("false")
            @WithConverter(StrictBoolean.class)
            boolean adoption();
        }
    }

    /** How often the operator looks at AWS. */
    interface Sync {

        /** How long drift made at AWS may live; jittered. */
        @WithDefault("10m")
        Duration interval();

        /** How long after its creation a team removes nobody. */
        @WithDefault("10s")
        Duration settle();

        /** How long a write to Kiro may take to show before it is asked for again. */
        @WithDefault("1m")
        Duration readBack();
    }

    /** How the end of a membership is announced. */
    interface Expiry {

        /** How long before spec.expiresAt the operator begins to warn. */
        @WithDefault("7d")
        Duration warning();
    }

    /** How fast AWS is called. */
    interface Pacing {

        /** Share of AWS's quota that this operator uses. */
        @WithDefault("0.8")
        double share();

        /** AWS's quota of each API, in calls a second and account. */
        @WithDefault("20")
        double callsPerSecond();
    }

    /** When removals are held back. */
    interface Guard {

        /** How many memberships one reconcile may remove from a group. */
        @WithDefault("5")
        int maxRemovals();

        /** How many per cent of a group one reconcile may remove; a single removal is never held back for it. */
        @WithDefault("10")
        int maxRemovalPercent();

        /** How long a removal counts when those of all teams and members are counted together. */
        @WithDefault("30s")
        Duration removalWindow();

        /** How long a removal waits for others that may come with it. */
        @WithDefault("2s")
        Duration gather();

        /** How long the deletion of an object may be held before it goes without a write to AWS. */
        @WithDefault("1h")
        Duration hold();

        /** Regular expressions on display names of groups that are never managed, beside those that start with AWS. */
        Optional<List<String>> protectedGroups();

        /** How long an answer of AWS counts that says whether a group has account assignments. */
        @WithDefault("1h")
        Duration accountAssignmentsMaxAge();
    }

    /** The marker in a group's description. */
    interface Ownership {

        /** Name of this installation in the marker; give each cluster that shares an Identity Center its own. */
        @WithDefault("default")
        String installation();

        /** Whether the marker is written and asked for. */
        @WithDefault("true")
        @WithConverter(StrictBoolean.class)
        boolean marker();

        /** Keys that prove a status to be the operator's; the first one seals. */
        Optional<List<String>> sealKeys();

        /** Namespace of the ConfigMap with the key that the operator makes where none is given; its own when absent. */
        Optional<String> sealNamespace();
    }

    /** Leader election among replicas. */
    interface LeaderElection {

        /** Whether one of several replicas is elected; the chart turns it on. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean enabled();

        /** Name of the Lease. */
        @WithDefault("kiro-operator")
        String leaseName();

        /** Namespace of the Lease; the operator's own when absent. */
        Optional<String> leaseNamespace();
    }

    /** What a seat costs. */
    interface Prices {

        /** ISO 4217 code. */
        @WithDefault("USD")
        String currency();

        /** Price of one seat for one month before tax; the list prices of November 2026 when absent. */
        PricePerPlan perMonth();

        /** Credits that one seat brings each month; those of November 2026 when absent. */
        CreditsPerPlan creditsPerMonth();

        /** What a list price is multiplied by where the Kiro profile is in AWS GovCloud. */
        @WithDefault("1.2")
        BigDecimal govCloudFactor();
    }

    /** A price for each plan. No map: from an environment variable its keys cannot have hyphens. */
    interface PricePerPlan {

        Optional<BigDecimal> pro();

        Optional<BigDecimal> proPlus();

        Optional<BigDecimal> proMax();

        Optional<BigDecimal> power();
    }

    /** Credits for each plan. */
    interface CreditsPerPlan {

        Optional<Integer> pro();

        Optional<Integer> proPlus();

        Optional<Integer> proMax();

        Optional<Integer> power();
    }

    /** The embedded stand-in for AWS. */
    interface Sandbox {

        /** Whether this process starts the stand-in and uses it in place of AWS. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean enabled();

        /** Port of the stand-in; 0 for a free one. */
        @WithDefault("0")
        int port();

        /** JSON file with the stand-in's world. */
        Optional<String> seedFile();
    }
}
