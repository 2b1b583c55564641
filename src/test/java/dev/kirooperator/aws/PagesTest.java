package dev.kirooperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class PagesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17})
    void allPagesAreReadInOrder(int pages) {
        assertThat(Pages.readAll("ListUsers", counting(pages, -1)))
                .hasSize(pages)
                .startsWith(0)
                .endsWith(pages - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPageThatFailsFailsTheList(int failing) {
        assertThatThrownBy(() -> Pages.readAll("ListUsers", counting(4, failing)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("page " + failing);
    }

    @Test
    void anEmptyTokenEndsTheList() {
        assertThat(Pages.readAll("ListUsers", token -> new Pages.Page<>(List.of("one"), "")))
                .containsExactly("one");
    }

    @Test
    void anEmptyPageInTheMiddleDoesNot() {
        assertThat(Pages.readAll(
                        "ListUsers",
                        token -> token.isEmpty()
                                ? new Pages.Page<>(List.<String>of(), "more")
                                : new Pages.Page<>(List.of("one"), null)))
                .containsExactly("one");
    }

    @Test
    void aListThatLeadsBackToItselfIsGivenUp() {
        assertThatThrownBy(() -> Pages.readAll("ListUsers", token -> new Pages.Page<>(List.of("one"), "same")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("does not end");
    }

    @Test
    @Timeout(10)
    void aListThatGoesRoundInACircleIsGivenUp() {
        assertThatThrownBy(() -> Pages.readAll(
                        "ListUsers",
                        token -> new Pages.Page<>(
                                List.of("one"), token.orElse("B").equals("A") ? "B" : "A")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("does not end");
    }

    @Test
    void aLazyValueIsMadeOnceAndAFailureIsNotKept() {
        AtomicInteger made = new AtomicInteger();
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return made.get();
        });
        assertThat(lazy.made()).isEmpty();
        assertThatThrownBy(lazy::get).hasMessage("not yet");
        assertThat(lazy.get()).isEqualTo(2);
        assertThat(lazy.get()).isEqualTo(2);
        assertThat(lazy.made()).contains(2);
    }

    private static Function<Optional<String>, Pages.Page<Integer>> counting(int pages, int failing) {
        return token -> {
            int page = token.map(Integer::parseInt).orElse(0);
            if (page == failing) {
                throw SdkClientException.create("page " + page);
            }
            return new Pages.Page<>(List.of(page), page + 1 < pages ? String.valueOf(page + 1) : null);
        };
    }
}
