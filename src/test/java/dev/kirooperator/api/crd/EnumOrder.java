package dev.kirooperator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kirooperator.api.v1alpha1.AssignTo;
import dev.kirooperator.api.v1alpha1.AssignmentGeneration;
import dev.kirooperator.api.v1alpha1.Confirmation;
import dev.kirooperator.api.v1alpha1.DeletionPolicy;
import dev.kirooperator.api.v1alpha1.Invitation;
import dev.kirooperator.api.v1alpha1.LabelOperator;
import dev.kirooperator.api.v1alpha1.ManagedBy;
import dev.kirooperator.api.v1alpha1.MembershipPolicy;
import dev.kirooperator.api.v1alpha1.NamespacesFrom;
import dev.kirooperator.api.v1alpha1.Origin;
import dev.kirooperator.api.v1alpha1.OverageState;
import dev.kirooperator.api.v1alpha1.Plan;
import dev.kirooperator.api.v1alpha1.SeatOperation;
import dev.kirooperator.api.v1alpha1.SeatOrigin;
import dev.kirooperator.api.v1alpha1.SeatState;
import dev.kirooperator.api.v1alpha1.SubscriptionState;
import dev.kirooperator.api.v1alpha1.SyncMode;
import dev.kirooperator.api.v1alpha1.TeamState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts enum values into the order of the Java enum: the generator sorts them, but plans go from the cheapest to the dearest. */
final class EnumOrder {

    private final List<List<String>> orders = Stream.of(
                    labels(AssignTo.values(), AssignTo::label),
                    labels(AssignmentGeneration.values(), AssignmentGeneration::label),
                    labels(Confirmation.values(), Confirmation::label),
                    labels(DeletionPolicy.values(), DeletionPolicy::label),
                    labels(Invitation.values(), Invitation::label),
                    labels(LabelOperator.values(), LabelOperator::label),
                    labels(ManagedBy.values(), ManagedBy::label),
                    labels(MembershipPolicy.values(), MembershipPolicy::label),
                    labels(NamespacesFrom.values(), NamespacesFrom::label),
                    labels(Origin.values(), Origin::label),
                    labels(OverageState.values(), OverageState::label),
                    labels(Plan.values(), Plan::label),
                    labels(SeatOperation.values(), SeatOperation::label),
                    labels(SeatOrigin.values(), SeatOrigin::label),
                    labels(SeatState.values(), SeatState::label),
                    labels(SubscriptionState.values(), SubscriptionState::label),
                    labels(SyncMode.values(), SyncMode::label),
                    labels(TeamState.values(), TeamState::label))
            .toList();

    /** The same values in the declared order. */
    List<JsonNode> declared(List<JsonNode> values) {
        Set<String> wanted = new HashSet<>(values.stream().map(JsonNode::asText).toList());
        return orders.stream()
                .filter(order -> wanted.equals(new HashSet<>(order)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "expected the labels of a known enum, found %s: add it to EnumOrder, and check that each constant's label() equals its @JsonProperty"
                                .formatted(values)))
                .stream()
                .map(TextNode::valueOf)
                .map(JsonNode.class::cast)
                .toList();
    }

    private static <E> List<String> labels(E[] constants, Function<E, String> label) {
        return Arrays.stream(constants).map(label).toList();
    }
}
