package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistancesTest {

    private final Distances distances = new Distances();

    @ParameterizedTest
    @CsvSource({
        "noah, noah, 0",
        "noah, onah, 1",
        "kitten, sitting, 3",
        "bolton, tolon, 2",
        "abcd, wxyz, 4",
        "a, abcdefg, 4"
    })
    void editsAreCountedUpToAMost(String a, String b, int edits) {
        assertThat(distances.edits(a, b, 3)).isEqualTo(edits);
        assertThat(distances.edits(b, a, 3)).isEqualTo(edits);
    }

    /** The examples of Winkler 1990 and of Jaro 1989. */
    @ParameterizedTest
    @CsvSource({"martha, marhta, 0.9611", "dwayne, duane, 0.84", "dixon, dicksonx, 0.8133", "abc, xyz, 0"})
    void jaroWinklerIsAsPublished(String a, String b, double similarity) {
        assertThat(distances.jaroWinkler(a, b)).isCloseTo(similarity, within(0.0001));
        assertThat(distances.jaroWinkler(b, a)).isCloseTo(similarity, within(0.0001));
    }
}
