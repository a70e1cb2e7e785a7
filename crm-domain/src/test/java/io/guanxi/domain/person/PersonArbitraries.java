package io.guanxi.domain.person;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands about one person, drawn from a small world so that they meet. For tests of every module. */
public final class PersonArbitraries {

    private PersonArbitraries() {}

    public static Arbitrary<List<PersonCommand>> commands(PersonId id) {
        return command(id).list().ofMaxSize(30);
    }

    public static Arbitrary<PersonCommand> command(PersonId id) {
        Arbitrary<String> name = Arbitraries.of("Ann Lee", "李雷", "O'Neill");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of("ann", "bob"), name)
                                .as((user, called) -> new PersonCommand.Enrol(id, user, called))),
                Tuple.of(2, name.map(each -> new PersonCommand.Rename(id, each))),
                Tuple.of(8, placement().map(each -> new PersonCommand.Place(id, each))),
                Tuple.of(1, day().map(each -> new PersonCommand.Leave(id, each))),
                Tuple.of(1, Arbitraries.just(new PersonCommand.Return(id))));
    }

    public static Arbitrary<Placement> placement() {
        return Combinators.combine(
                        Arbitraries.of("ann", "bob", "Dustin Brinkmann").injectNull(0.2),
                        Arbitraries.of("Central", "华东").injectNull(0.3),
                        Arbitraries.of("sales", "service").injectNull(0.3),
                        day())
                .as(Placement::new);
    }

    public static Arbitrary<LocalDate> day() {
        return Arbitraries.integers()
                .between(0, 6)
                .map(i -> LocalDate.of(2026, 1, 1).plusDays(i));
    }
}
