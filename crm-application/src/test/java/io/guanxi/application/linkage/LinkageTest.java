package io.guanxi.application.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.guanxi.application.linkage.Explanation.Evidence;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkageTest {

    @Test
    void whereNothingIsTwiceAlmostNothingIsFound() {
        assertThat(MadeUp.firms(300, 0, 1).within().found()).isLessThan(5);
        assertThat(MadeUp.people(300, 0, 1).within().found()).isLessThan(5);
        assertThat(MadeUp.restaurants(200, 0, 1).within().found()).isLessThan(5);
        assertThat(MadeUp.hanFirms(200, 0, 1).within().found()).isLessThan(5);
    }

    @Test
    void rowsThatAreTheSameThroughoutAreFoundAndNoOthers() {
        MadeUp once = MadeUp.firms(600, 0, 3);
        Records records = new Records("id", once.columns);
        for (int row = 0; row < 600; row++) {
            records.add("r" + row, once.rows.get(row));
        }
        for (int row = 0; row < 60; row++) {
            records.add("again" + row, once.rows.get(row));
        }
        List<Link> links = Linkage.within(records).run().all();
        List<String> pairs = links.stream()
                .filter(link -> link.id2().startsWith("again"))
                .map(Link::id2)
                .toList();
        assertThat(pairs).hasSize(60);
        assertThat(links).hasSizeLessThan(66);
    }

    @Test
    void manyCopiesOfOneRowAreOneThing() {
        MadeUp once = MadeUp.people(300, 0, 3);
        Records records = new Records("id", once.columns);
        for (int row = 0; row < once.rows.size(); row++) {
            records.add("r" + row, once.rows.get(row));
        }
        for (int copy = 0; copy < 40; copy++) {
            records.add("copy" + copy, once.rows.get(0));
        }
        List<Link> links = Linkage.within(records).run().all();
        assertThat(links.stream().filter(link -> link.id1().startsWith("copy"))).hasSize(40 * 39 / 2);
    }

    @Test
    void nothingComesOfNothing() {
        assertThat(Linkage.within(new Records("id", List.of("name"))).run().all())
                .isEmpty();
        assertThat(Linkage.within(new Records("id", List.of("name")).add("1", List.of("Acme")))
                        .run()
                        .all())
                .isEmpty();
        assertThat(Linkage.within(
                                new Records("id", List.of()).add("1", List.of()).add("2", List.of()))
                        .run()
                        .all())
                .isEmpty();
        Records empty = new Records("id", List.of("name", "city"));
        for (int row = 0; row < 50; row++) {
            empty.add("r" + row, List.of("", row % 2 == 0 ? "n/a" : "-"));
        }
        assertThat(Linkage.within(empty).run().all()).isEmpty();
        assertThat(Linkage.between(empty, new Records("id", List.of("name")))
                        .run()
                        .all())
                .isEmpty();
    }

    @Test
    void veryWideTextIsBorne() {
        MadeUp file = MadeUp.restaurants(200, 0.4, 5);
        Records records = new Records("id", List.of("name", "addr", "city", "phone", "notes"));
        for (int row = 0; row < file.rows.size(); row++) {
            List<String> values = new ArrayList<>(file.rows.get(row));
            values.set(4, ("note " + row + " about the " + values.get(0) + " ").repeat(row % 7 == 0 ? 4_000 : 3));
            records.add("r" + row, values);
        }
        assertThat(Linkage.within(records).run().all()).hasSizeBetween(60, 90);
    }

    @Test
    void anIdIsThereOnceAndNotEmpty() {
        Records records = new Records("rec_id", List.of("name")).add("1", List.of("Acme"));
        assertThatThrownBy(() -> records.add("1", List.of("Acme")))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        wrong -> assertThat(wrong.violations()).singleElement().satisfies(violation -> {
                            assertThat(violation.field()).isEqualTo("rec_id");
                            assertThat(violation.rule()).isEqualTo("unique");
                        }));
        assertThatThrownBy(() -> records.add(" ", List.of("Acme"))).hasMessageContaining("rec_id must not be empty");
        assertThatThrownBy(() -> records.add("2", List.of("Acme", "Berlin"))).hasMessageContaining("2 values");
        assertThatThrownBy(() -> Linkage.within(records).threshold(1.5)).hasMessageContaining("threshold");
    }

    @Test
    void anExplanationSumsUpToTheWhole() {
        Links links = Linkage.within(MadeUp.people(200, 0.4, 2).records()).run();
        assertThat(links.all()).hasSizeGreaterThan(50);
        for (Link link : links.all().subList(0, 50)) {
            Explanation explanation = links.explain(link.id1(), link.id2());
            double sum =
                    explanation.evidence().stream().mapToDouble(Evidence::bits).sum();
            assertThat(sum).isCloseTo(explanation.bits(), within(1e-9));
            assertThat(explanation.probability()).isCloseTo(1 / (1 + Math.pow(2, -explanation.bits())), within(1e-9));
            assertThat(links.explain(link.id2(), link.id1())).isEqualTo(explanation);
        }
    }

    @Test
    void aThresholdLeavesOutWhatIsLessSure() {
        Records records = MadeUp.people(200, 0.4, 2).records();
        Links links = Linkage.within(records).threshold(0.999).run();
        assertThat(links.threshold()).isEqualTo(0.999);
        assertThat(links.all()).isNotEmpty().allMatch(link -> link.probability() >= 0.999);
        assertThat(links.all().size())
                .isLessThan(Linkage.within(records).threshold(0.2).run().all().size());
    }

    @Test
    void columnsOfOtherNamesAreFoundToBeTheSame() {
        MadeUp file = MadeUp.restaurants(500, 0.5, 4);
        Records first = new Records("id", List.of("name", "addr", "city", "phone"));
        Records second = new Records("nr", List.of("telephone", "house", "street", "town", "title"));
        for (int row = 0; row < file.rows.size(); row++) {
            List<String> values = file.rows.get(row);
            if (file.ofSecond.get(row)) {
                String[] address = values.get(1).split(" ", 2);
                second.add("r" + row, List.of(values.get(3), address[0], address[1], values.get(2), values.get(0)));
            } else {
                first.add("r" + row, values.subList(0, 4));
            }
        }
        Quality same = file.with("name", "addr", "city", "phone").between();
        int found = Linkage.between(first, second).run().all().size();
        assertThat(found).isBetween(same.found() - 12, same.found() + 12);
    }
}
