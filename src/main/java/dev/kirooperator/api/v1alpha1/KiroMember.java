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

/** A person: an Identity Center user, its teams and its Kiro seat. */
@Group("kiro-operator.dev")
@Version("v1alpha1")
@Kind("KiroMember")
@Singular("kiromember")
@Plural("kiromembers")
@ShortNames("kmember")
@Categories("kiro")
@AdditionalSelectableField(jsonPath = ".spec.email")
@AdditionalSelectableField(jsonPath = ".spec.userName")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Email", jsonPath = ".spec.email", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Team", jsonPath = ".spec.teams[0].name", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Seat", jsonPath = ".status.seat.state", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Plan",
        jsonPath = ".status.seat.effectivePlan",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "User-Id",
        jsonPath = ".status.user.id",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Sign-In",
        jsonPath = ".status.signIn.url",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public final class KiroMember extends CustomResource<KiroMemberSpec, KiroMemberStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable KiroMemberSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable KiroMemberStatus initStatus() {
        return null;
    }
}
