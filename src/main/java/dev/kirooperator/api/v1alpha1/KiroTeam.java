package dev.kirooperator.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A team: an Identity Center group and the Kiro plan of its members. */
@Group("kiro-operator.dev")
@Version("v1alpha1")
@Kind("KiroTeam")
@Singular("kiroteam")
@Plural("kiroteams")
@ShortNames("kteam")
@Categories("kiro")
@AdditionalSelectableField(jsonPath = ".spec.connection")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Group",
        jsonPath = ".status.group.displayName",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Plan",
        jsonPath = ".spec.subscription.plan",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Members",
        jsonPath = ".status.members.joined",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Waiting",
        jsonPath = ".status.members.waiting",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Cost",
        jsonPath = ".status.monthlyCost.amount",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Group-Id",
        jsonPath = ".status.group.id",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Sign-In",
        jsonPath = ".status.signIn.url",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Region",
        jsonPath = ".status.signIn.region",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public final class KiroTeam extends CustomResource<KiroTeamSpec, KiroTeamStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable KiroTeamSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable KiroTeamStatus initStatus() {
        return null;
    }
}
