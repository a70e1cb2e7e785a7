package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.Check;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stages that a kind of deal goes through, in order. Won, lost and invalid are not among them: every deal can end so.
 *
 * <p>A host may change a pipeline at any time. A deal whose stage was taken out stays at the stage's former place: it may
 * advance to any stage now at or after that place, and roll back to any before it.
 *
 * @param id its stable name; at most 50 characters
 * @param name as people read it; at most 100 characters
 * @param stages 1 to 50 with distinct codes, whose permitted moves lead to later stages of the same pipeline
 */
public record Pipeline(String id, String name, List<Stage> stages) {

    public static final int MAX_STAGES = 50;

    /** Four stages without demands, for hosts that have no pipeline of their own. */
    public static final Pipeline STANDARD = new Pipeline(
            "standard",
            "Standard",
            List.of(
                    Stage.of("prospecting", "Prospecting", 10, ForecastCategory.PIPELINE),
                    Stage.of("qualification", "Qualification", 20, ForecastCategory.PIPELINE),
                    Stage.of("proposal", "Proposal", 50, ForecastCategory.BEST_CASE),
                    Stage.of("negotiation", "Negotiation", 80, ForecastCategory.COMMIT)));

    public Pipeline {
        id = Check.text("id", id, 50);
        name = Check.text("name", name, 100);
        stages = Check.list("stages", stages, MAX_STAGES);
        Check.that(!stages.isEmpty(), "stages", "required", "must have at least one entry");
        List<String> codes = stages.stream().map(Stage::code).toList();
        Check.that(Set.copyOf(codes).size() == codes.size(), "stages", "distinct", "must have distinct codes");
        for (int i = 0; i < codes.size(); i++) {
            List<String> later = codes.subList(i + 1, codes.size());
            Check.that(
                    later.containsAll(stages.get(i).mayMoveTo()),
                    "stages[" + i + "].mayMoveTo",
                    "later-stage",
                    "must name later stages of the pipeline, of which there are "
                            + later.stream().collect(Collectors.joining(", ", "[", "]")));
        }
    }

    public Stage first() {
        return stages.get(0);
    }

    public Optional<Stage> stage(String code) {
        return stages.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** A deal's arrival in one of the stages. */
    StageEntry enter(Stage stage, LocalDate today) {
        return new StageEntry(
                stage.code(), stage.name(), stages.indexOf(stage), stage.probability(), stage.forecast(), today);
    }

    /** Whether the stage lies ahead of a deal that entered its present one as {@code entry}. */
    boolean isAhead(Stage stage, StageEntry entry) {
        int there = stages.indexOf(stage);
        return stage(entry.code()).map(here -> there > stages.indexOf(here)).orElse(there >= entry.position());
    }
}
