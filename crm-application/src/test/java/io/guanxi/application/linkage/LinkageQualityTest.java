package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of what is there is found, without labels and without a setting for any file. */
class LinkageQualityTest {

    @ParameterizedTest
    @ValueSource(strings = {"febrl1.csv", "febrl3.csv.gz"})
    void thePeopleOfFebrl(String file) {
        Quality quality =
                SharedData.within(file, "rec_id", id -> id.replaceAll("\\D*(\\d+).*", "$1"), Set.of("rec_id"));
        assertThat(orMadeUp(file, quality).f1()).isGreaterThan(0.97);
    }

    @Test
    void thePeopleOfSplink() {
        Quality quality = SharedData.within("fake_1000.csv", "cluster", thing -> thing, Set.of("unique_id", "cluster"));
        assertThat(orMadeUp("fake_1000.csv", quality).f1()).isGreaterThan(0.97);
    }

    /** Chains of one name, houses of several places and shared telephones are among them. */
    @Test
    void thePlacesOfTwoGuides() {
        assertThat(MadeUp.restaurants(500, 0.15, 2).within().f1()).isGreaterThan(0.93);
        assertThat(MadeUp.restaurants(500, 0.5, 2).between().f1()).isGreaterThan(0.96);
    }

    @Test
    void theFirmsOfADirectory() {
        assertThat(MadeUp.firms(700, 0.2, 1).within().f1()).isGreaterThan(0.97);
        assertThat(MadeUp.hanFirms(800, 0.3, 1).within().f1()).isGreaterThan(0.97);
    }

    private static Quality orMadeUp(String file, @Nullable Quality quality) {
        if (quality != null) {
            System.out.println(file + ": " + quality);
            return quality;
        }
        System.out.println(file + " is not beside the project; measured on people made up");
        return MadeUp.people(800, 0.3, 7).within();
    }
}
