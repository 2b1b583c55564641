package dev.kirooperator.sandbox.aws.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiExceptionTest {
    @Test
    void membersComeInOneOrderAtEveryStart() {
        ApiException error = new ApiException(
                400, "TeapotException", "no", Map.of("e", 5, "b", 2, "d", 4, "a", 1, "c", 3, "g", 7, "f", 6));

        assertThat(error.members().keySet()).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }
}
