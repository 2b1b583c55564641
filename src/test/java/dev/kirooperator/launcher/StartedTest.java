package dev.kirooperator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Started started = new Started(new PrintStream(errors, true, StandardCharsets.UTF_8));
    private final List<String> closed = new ArrayList<>();

    @Test
    void partsAreStoppedInTheReverseOrder() {
        started.add(() -> closed.add("first"));
        started.add(() -> closed.add("second"));

        started.close();

        assertThat(closed).containsExactly("second", "first");
        assertThat(errors.size()).isZero();
    }

    @Test
    void aPartThatCannotBeStoppedIsToldAndTheOthersAreStopped() {
        started.add(() -> closed.add("first"));
        started.add(() -> {
            throw new IllegalStateException("An error has occurred.", new IOException("connection refused"));
        });
        started.add(() -> closed.add("third"));

        started.close();

        assertThat(closed).containsExactly("third", "first");
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("Could not stop a part of the sandbox: An error has occurred.: connection refused");
    }

    @Test
    void nothingIsStoppedTwice() {
        started.add(() -> closed.add("once"));

        started.close();
        started.close();

        assertThat(closed).containsExactly("once");
    }

    @Test
    void causesAreToldOnceEachAndNamelessOnesByTheirType() {
        Exception failure = new IOException("a: b", new IllegalStateException("b", new NullPointerException()));

        assertThat(Causes.of(failure)).isEqualTo("a: b: NullPointerException");
    }
}
