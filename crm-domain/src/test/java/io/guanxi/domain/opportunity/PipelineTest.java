package io.guanxi.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Stage A = Stage.of("a", "A", 10, ForecastCategory.PIPELINE);
    private static final Stage B = Stage.of("b", "B", 50, ForecastCategory.BEST_CASE);
    private static final Stage C = Stage.of("c", "C", 90, ForecastCategory.COMMIT);

    private static Pipeline of(Stage... stages) {
        return new Pipeline("p", "P", List.of(stages));
    }

    private static void assertInvalid(String field, String rule, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field, Violation::rule)
                                .containsExactly(tuple(field, rule)));
    }

    @Test
    void theStandardPipelineHasFourStages() {
        assertThat(Pipeline.STANDARD.stages())
                .extracting(Stage::code, Stage::probability)
                .containsExactly(
                        tuple("prospecting", 10),
                        tuple("qualification", 20),
                        tuple("proposal", 50),
                        tuple("negotiation", 80));
        assertThat(Pipeline.STANDARD.first().code()).isEqualTo("prospecting");
    }

    @Test
    void aPipelineHasStagesWithDistinctCodes() {
        assertInvalid("stages", "required", () -> of());
        assertInvalid("stages", "distinct", () -> of(A, B, A.withName("other")));
        assertInvalid(
                "stages",
                "size",
                () -> of(IntStream.rangeClosed(0, Pipeline.MAX_STAGES)
                        .mapToObj(i -> A.withCode("s" + i))
                        .toArray(Stage[]::new)));
        assertInvalid("id", "required", () -> new Pipeline(" ", "P", List.of(A)));
        assertInvalid("name", "required", () -> new Pipeline("p", " ", List.of(A)));
    }

    @Test
    void permittedMovesLeadToLaterStagesOfTheSamePipeline() {
        assertThat(of(A.withMayMoveTo(Set.of("b", "c")), B, C).stages()).hasSize(3);
        assertInvalid("stages[0].mayMoveTo", "later-stage", () -> of(A.withMayMoveTo(Set.of("x")), B));
        assertInvalid("stages[0].mayMoveTo", "later-stage", () -> of(A.withMayMoveTo(Set.of("a")), B));
        assertInvalid("stages[1].mayMoveTo", "later-stage", () -> of(A, B.withMayMoveTo(Set.of("a"))));
    }

    @Test
    void aStageHasAProbabilityAndIsOpen() {
        assertInvalid("probability", "range", () -> A.withProbability(-1));
        assertInvalid("probability", "range", () -> A.withProbability(101));
        assertInvalid("forecast", "open", () -> A.withForecast(ForecastCategory.CLOSED));
        assertInvalid("code", "required", () -> A.withCode(" "));
        assertInvalid("name", "length", () -> A.withName("x".repeat(101)));
    }

    @Test
    void pipelinesAreFoundByTheirIds() {
        var pipelines = Pipelines.of(Pipeline.STANDARD, of(A));
        assertThat(pipelines.find("p")).contains(of(A));
        assertThat(pipelines.find("standard")).contains(Pipeline.STANDARD);
        assertThat(pipelines.find("q")).isEmpty();
        assertThatThrownBy(() -> Pipelines.of(of(A), of(B))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStageThatWasTakenOutKeepsItsPlace() {
        StageEntry inB = of(A, B, C).enter(B, TODAY);
        assertThat(inB).isEqualTo(new StageEntry("b", "B", 1, 50, ForecastCategory.BEST_CASE, TODAY));
        assertThat(of(A, B, C).isAhead(C, inB)).isTrue();
        assertThat(of(A, B, C).isAhead(A, inB)).isFalse();
        assertThat(of(A, C).isAhead(C, inB)).isTrue();
        assertThat(of(A, C).isAhead(A, inB)).isFalse();
        assertThat(of(C, A, B).isAhead(C, inB)).as("where B is now counts").isFalse();
    }
}
