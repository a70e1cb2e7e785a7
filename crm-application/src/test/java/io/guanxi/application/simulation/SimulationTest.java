package io.guanxi.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.stream.LongStream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs from one seed each: dozens in every build, as many as {@code -Dsimulation.runs} says, or the one of {@code
 * -Dsimulation.seed}.
 */
class SimulationTest {

    private static final int RUNS = Integer.getInteger("simulation.runs", 12 * Integer.getInteger("guanxi.rounds", 1));

    @BeforeAll
    static void startDrawing() {
        JqwikSession.start();
    }

    @AfterAll
    static void finishDrawing() {
        JqwikSession.finish();
    }

    private static LongStream seeds() {
        Long one = Long.getLong("simulation.seed");
        return one == null ? LongStream.range(0, RUNS) : LongStream.of(one);
    }

    @Test
    void whateverHappensTheLogIsRightAndAllThatFollowsFromIt() {
        seeds().mapToObj(seed -> World.run(seed, FaultyStorage.Bug.NONE)).forEach(run -> {
            if (Boolean.getBoolean("simulation.figures")) {
                System.out.println(run.seed() + " " + run.figures() + " " + run.hash());
            }
            if (run.failed()) {
                fail(told(run));
            }
        });
    }

    private static String told(World.Run run) {
        return "Seed " + run.seed() + ": " + String.join("\n", run.problems())
                + "\n"
                + "Again: mvn test -pl crm-application -am -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + run.seed()
                + "\n" + run.figures() + "\nThe end of it:\n" + String.join("\n", run.end());
    }

    @Test
    void theSameSeedIsTheSameRun() {
        World.Run once = World.run(4, FaultyStorage.Bug.NONE);
        World.Run again = World.run(4, FaultyStorage.Bug.NONE);
        World.Run another = World.run(5, FaultyStorage.Bug.NONE);
        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(another.hash()).isNotEqualTo(once.hash());
    }

    @Test
    void aStorageThatForgetsAViewNowAndThenIsFoundOutAndFailsAgainAlike() {
        World.Run found = LongStream.range(0, 100)
                .mapToObj(seed -> World.run(seed, FaultyStorage.Bug.FORGETS_VIEWS))
                .filter(World.Run::failed)
                .findFirst()
                .orElseThrow();
        World.Run again = World.run(found.seed(), FaultyStorage.Bug.FORGETS_VIEWS);
        assertThat(again.hash()).isEqualTo(found.hash());
        assertThat(again.problems()).isEqualTo(found.problems());
        assertThat(told(found)).contains("-Dsimulation.seed=" + found.seed());
    }
}
