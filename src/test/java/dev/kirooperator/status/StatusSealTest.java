package dev.kirooperator.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kirooperator.api.v1alpha1.KiroMember;
import dev.kirooperator.api.v1alpha1.KiroTeam;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSealTest {

    private static final StatusSeal SEAL = sealWith("the key in force");

    private static StatusSeal sealWith(String... keys) {
        return new StatusSeal(
                Stream.of(keys).map(key -> key.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private static KiroMember member() {
        return read("member", KiroMember.class);
    }

    private static <T> T read(String file, Class<T> type) {
        InputStream yaml = StatusSealTest.class.getResourceAsStream("/dev/kirooperator/api/v1alpha1/" + file + ".yaml");
        return Serialization.unmarshal(requireNonNull(yaml), type);
    }

    /** Every leaf of every field of a full status, as a path of names and indexes. */
    static Stream<String> leavesOfAMember() {
        return leaves(Serialization.jsonMapper().valueToTree(member().getStatus()), "");
    }

    private static Stream<String> leaves(JsonNode node, String path) {
        if (node.isObject()) {
            return node.properties().stream().flatMap(e -> leaves(e.getValue(), path + "/" + e.getKey()));
        }
        if (node.isArray()) {
            List<JsonNode> items =
                    StreamSupport.stream(node.spliterator(), false).toList();
            return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                    .flatMap(i -> leaves(items.get(i), path + "/" + i));
        }
        return Stream.of(path);
    }

    @Test
    void theOperatorKnowsItsOwnStatusAgainAsTheApiServerGivesItBack() {
        KiroMember member = SEAL.seal(member());
        KiroTeam team = SEAL.seal(read("team", KiroTeam.class));

        assertThat(SEAL.isGenuine(Serialization.unmarshal(Serialization.asJson(member), KiroMember.class)))
                .isTrue();
        assertThat(SEAL.isGenuine(Serialization.unmarshal(Serialization.asYaml(team), KiroTeam.class)))
                .isTrue();
        assertThat(SEAL.isGenuine(new KiroMember())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("leavesOfAMember")
    void aStatusWithoutOneOfItsValuesIsGenuineOnlyWhereThatIsACondition(String path) {
        ObjectNode object = Serialization.jsonMapper().valueToTree(SEAL.seal(member()));
        String parent = path.substring(0, path.lastIndexOf('/'));
        ObjectNode status = (ObjectNode) object.get("status");
        JsonNode holder = parent.isEmpty() ? status : status.at(parent);
        if (holder instanceof ObjectNode members) {
            members.remove(path.substring(path.lastIndexOf('/') + 1));
        }

        assertThat(SEAL.isGenuine(Serialization.unmarshal(object.toString(), KiroMember.class)))
                .isEqualTo(path.startsWith("/conditions/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2VhbA"})
    void aStatusWithoutTheOperatorsSealIsNot(String seal) {
        KiroMember member = member();
        member.setStatus(member.getStatus().sealedWith(seal));

        assertThat(SEAL.isGenuine(member)).isFalse();
        assertThat(SEAL.believed(member, KiroMember::new).getStatus()).isNull();
        assertThat(SEAL.believed(member, KiroMember::new).getSpec()).isEqualTo(member.getSpec());
    }

    @Test
    void theStatusOfOneObjectIsNotAnothers() {
        KiroMember member = SEAL.seal(member());
        member.getMetadata().setName(member.getMetadata().getName() + "2");
        assertThat(SEAL.isGenuine(member)).isFalse();

        KiroMember elsewhere = SEAL.seal(member());
        elsewhere.getMetadata().setNamespace(elsewhere.getMetadata().getNamespace() + "2");
        assertThat(SEAL.isGenuine(elsewhere)).isFalse();
    }

    @Test
    void anOldKeyStillProvesAndNoLongerSeals() {
        StatusSeal turned = sealWith("a new key", "the key in force");

        assertThat(turned.isGenuine(SEAL.seal(member()))).isTrue();
        assertThat(SEAL.isGenuine(turned.seal(member()))).isFalse();
        assertThat(sealWith("a new key").isGenuine(SEAL.seal(member()))).isFalse();
    }
}
