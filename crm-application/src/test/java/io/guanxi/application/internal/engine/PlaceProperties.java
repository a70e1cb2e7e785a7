package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.eventhandling.GapAwareTrackingToken;

/** A place means what Axon's token does. */
class PlaceProperties {

    private record Both(Place place, GapAwareTrackingToken token) {

        static Both start() {
            return new Both(Place.of(0, Set.of()), GapAwareTrackingToken.newInstance(0, Set.of()));
        }

        Both behind(Step step) {
            return new Both(
                    Place.behind(place, step.position(), step.offset()),
                    token.advanceTo(step.position(), step.offset()));
        }

        void areTheSame() {
            assertThat(place.stored()).isEqualTo(token);
            assertThat(Place.of(token)).isEqualTo(place);
            assertThat(place.position()).isEqualTo(token.position());
        }
    }

    record Step(long position, int offset) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.longs()
                .between(1, 40)
                .flatMap(position -> Arbitraries.of(0, 7, 10_000).map(offset -> new Step(position, offset)))
                .list()
                .ofMaxSize(30);
    }

    /** Only positions that are open yet are ever read, which is what Axon demands too. */
    private static List<Both> walked(List<Step> steps) {
        List<Both> places = new ArrayList<>(List.of(Both.start()));
        for (Step step : steps) {
            Both last = places.get(places.size() - 1);
            if (step.position() > last.place().index() || last.place().gaps().contains(step.position())) {
                places.add(last.behind(step));
            }
        }
        return places;
    }

    @Property
    void itAdvancesAsTheTokenDoes(@ForAll("steps") List<Step> steps) {
        walked(steps).forEach(Both::areTheSame);
    }

    @Property
    void twoAreComparedAndJoinedAsTokensAre(@ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> others) {
        for (Both one : walked(steps)) {
            for (Both other : Iterables.concat(walked(others), walked(steps))) {
                assertThat(one.place().covers(other.place()))
                        .as("%s covers %s", one, other)
                        .isEqualTo(one.token().covers(other.token()));
                assertThat(one.place().lowerBound(other.place()).stored())
                        .as("lower bound of %s and %s", one, other)
                        .isEqualTo(one.token().lowerBound(other.token()));
                assertThat(one.place().upperBound(other.place()).stored())
                        .as("upper bound of %s and %s", one, other)
                        .isEqualTo(one.token().upperBound(other.token()));
            }
        }
    }
}
