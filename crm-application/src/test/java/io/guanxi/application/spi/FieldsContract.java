package io.guanxi.application.spi;

import static io.guanxi.application.view.PageRequest.first;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.schema.FieldReads;
import io.guanxi.application.schema.FieldReport;
import io.guanxi.application.schema.FieldUsage;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.Lookup;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that tenants have fields of their own; a part of {@link StorageContract}. */
abstract class FieldsContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Actor LEAD = new Actor("lea", Set.of("sales", "lead"));
    private static final Actor BOB = new Actor("bob", Set.of("sales"));
    private static final SchemaId CUSTOMER = SchemaId.of("customer");
    private static final TenantId OTHER = new TenantId("other");

    private final List<Crm> open = new ArrayList<>();
    private final CustomerId acme = CustomerId.random();

    /** A storage over nothing. */
    protected abstract Storage empty();

    /** Another storage over what the one before has kept. */
    protected abstract Storage again(Storage before);

    @AfterEach
    void closeWithFields() {
        open.forEach(Crm::close);
    }

    private static CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO);
    }

    private Crm start(CrmBuilder builder) {
        Crm crm = builder.build();
        open.add(crm);
        return crm;
    }

    private static DefineField define(String name, FieldShape shape, FieldDetails details) {
        return new DefineField(CUSTOMER, name, shape, details);
    }

    private static DefineField define(String name, FieldType type) {
        return define(name, FieldShape.of(type), FieldDetails.PLAIN);
    }

    private static List<Command> everyType() {
        return List.of(
                Open.of("customer"),
                define("motto", FieldShape.of(FieldType.TEXT).indexed(), FieldDetails.PLAIN),
                define("seats", FieldShape.of(FieldType.NUMBER).indexed(), FieldDetails.PLAIN),
                define("budget", FieldType.MONEY),
                define("since", FieldType.DATE),
                define("seen", FieldType.INSTANT),
                define("gold", FieldType.FLAG),
                define("region", FieldShape.of(FieldType.CHOICE), FieldDetails.choosing("north", "south")),
                define("channels", FieldShape.of(FieldType.CHOICES), FieldDetails.choosing("mail", "shop", "fair")),
                define(
                        "partner",
                        new FieldShape(FieldType.REFERENCE, Lookup.INDEX, false, "customer"),
                        FieldDetails.PLAIN),
                define("note", new FieldShape(FieldType.TEXT, Lookup.NONE, false, null), FieldDetails.PLAIN));
    }

    private static CustomerId customer(CrmSession session, String name, SetFields fields) {
        CustomerId id = CustomerId.random();
        session.executeAll(
                List.of(Register.organisation(id, name), new SetFields(id, fields.values(), fields.cleared())));
        return id;
    }

    private static SetFields fields() {
        return SetFields.of(CustomerId.random());
    }

    private static List<String> names(Page<CustomerView> page) {
        return page.views().stream().map(each -> each.details().name()).toList();
    }

    private static List<String> found(Reader reader, Filter<CustomerView> filter) {
        return names(reader.views(CustomerView.TYPE).find(filter, first(50).by(CustomerView.NAME)));
    }

    @Test
    void fieldsOfEachTypeAreAskedForLikeBuiltInOnes() {
        CrmSession ann = start(builder(empty())).as(ANN);
        ann.executeAll(everyType());
        CustomerId a = customer(
                ann,
                "A",
                fields().set("motto", "per aspera")
                        .set("seats", 3)
                        .set("budget", Money.parse("EUR 12.50"))
                        .set("since", LocalDate.of(2020, 1, 1))
                        .set("seen", Instant.parse("2026-03-01T12:00:00Z"))
                        .set("gold", true)
                        .set("region", "north")
                        .set("channels", List.of("mail", "shop"))
                        .set("note", "long"));
        customer(
                ann,
                "B",
                fields().set("motto", "ad astra")
                        .set("seats", new BigDecimal("2.5"))
                        .set("budget", Money.parse("CNY 100.00"))
                        .set("since", LocalDate.of(2021, 1, 1))
                        .set("gold", false)
                        .set("region", "south")
                        .set("channels", List.of("fair"))
                        .set("partner", a));
        customer(ann, "C", fields().set("seats", 1));
        Fields<CustomerView> fields = ann.fields(CustomerView.TYPE);

        assertThat(found(ann, fields.text("motto").startsWith("per"))).containsExactly("A");
        assertThat(found(ann, fields.text("motto").contains("ast"))).containsExactly("B");
        assertThat(found(ann, fields.number("seats").atLeast(new BigDecimal("2.5"))))
                .containsExactly("A", "B");
        assertThat(found(ann, fields.number("seats").is(new BigDecimal("3.00"))))
                .containsExactly("A");
        assertThat(found(ann, fields.currency("budget").is("CNY"))).containsExactly("B");
        assertThat(found(ann, fields.number("budget").lessThan(new BigDecimal("50"))))
                .containsExactly("A");
        assertThat(found(ann, fields.date("since").atMost(LocalDate.of(2020, 6, 1))))
                .containsExactly("A");
        assertThat(found(ann, fields.instant("seen").present())).containsExactly("A");
        assertThat(found(ann, fields.flag("gold").isNot(true))).containsExactly("B", "C");
        assertThat(found(ann, fields.text("region").in("north", "south"))).containsExactly("A", "B");
        assertThat(found(ann, fields.choices("channels").has("shop"))).containsExactly("A");
        assertThat(found(ann, fields.choices("channels").absent())).containsExactly("C");
        assertThat(found(
                        ann,
                        fields.reference("partner", CustomerId.class)
                                .of(CustomerView.TYPE, fields.text("region").is("north"))))
                .containsExactly("B");
        assertThatThrownBy(() -> fields.text("note")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> fields.text("seats")).isInstanceOf(CrmException.Invalid.class);
        assertThat(ann.views(CustomerView.TYPE).byId(a).orElseThrow().custom().get("note"))
                .isEqualTo("long");
        var groups = ann.views(CustomerView.TYPE)
                .group(
                        Filter.everything(),
                        Grouping.<CustomerView>by(fields.text("region"))
                                .count("count")
                                .sum("seats", fields.number("seats"), Filter.everything()));
        assertThat(groups).hasSize(3);
        assertThat(groups.get(0).key()).isEqualTo("north");
        assertThat(groups.get(0).decimal("seats")).isEqualByComparingTo("3");
        assertThat(groups.get(2).key()).isNull();
    }

    @Test
    void pagesGoOnWhereTheyEndedInTheOrderOfAField() {
        CrmSession ann = start(builder(empty())).as(ANN);
        ann.executeAll(everyType());
        for (int i = 0; i < 9; i++) {
            SetFields fields = i % 3 == 0 ? fields().set("gold", true) : fields().set("seats", i % 4);
            customer(ann, "N" + i, fields);
        }
        Ordered<CustomerView, BigDecimal> seats = ann.fields(CustomerView.TYPE).number("seats");
        for (var sort : List.of(seats.ascending(), seats.descending())) {
            var request = first(2).by(sort, CustomerView.NAME.ascending());
            Page<CustomerView> page = ann.views(CustomerView.TYPE).find(Filter.everything(), request);
            List<String> walked = new ArrayList<>(names(page));
            while (page.next() != null) {
                page = ann.views(CustomerView.TYPE).find(Filter.everything(), request.after(page.next()));
                walked.addAll(names(page));
            }
            assertThat(walked)
                    .isEqualTo(names(ann.views(CustomerView.TYPE)
                            .find(Filter.everything(), first(50).by(sort, CustomerView.NAME.ascending()))))
                    .hasSize(9);
        }
    }

    @Test
    void whatATenantDefinesIsItsOwn() {
        Crm crm = start(builder(empty()));
        CrmSession ann = crm.as(ANN);
        CrmSession others = crm.as(ANN, OTHER);
        ann.executeAll(List.of(Open.of("customer"), define("size", FieldType.NUMBER)));
        others.executeAll(List.of(Open.of("customer"), define("size", FieldType.TEXT)));
        customer(ann, "A", fields().set("size", 3));
        customer(others, "B", fields().set("size", "large"));

        assertThat(found(ann, ann.fields(CustomerView.TYPE).number("size").moreThan(BigDecimal.ONE)))
                .containsExactly("A");
        assertThat(found(others, others.fields(CustomerView.TYPE).text("size").is("large")))
                .containsExactly("B");
        assertThatThrownBy(() -> others.fields(CustomerView.TYPE).number("size"))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void theyStandInHistoriesInThePastAndInViewsThatAreFoldedAnew() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00Z"));
        Storage storage = empty();
        Crm crm = start(builder(storage).clock(clock));
        CrmSession ann = crm.as(ANN);
        ann.executeAll(List.of(
                Open.of("customer"),
                define("region", FieldShape.of(FieldType.CHOICE), FieldDetails.choosing("north", "south"))));
        ann.execute(Register.organisation(acme, "Acme"));
        ann.execute(SetFields.of(acme).set("region", "north"));
        Instant then = clock.instant();
        clock.advance(Duration.ofDays(1));
        ann.execute(SetFields.of(acme).set("region", "south"));
        ann.execute(new SchemaCommand.DeprecateField(CUSTOMER, "region"));

        assertThat(ann.history(acme)).extracting(Recorded::name).endsWith("guanxi.fields-set", "guanxi.fields-set");
        assertThat(((FieldsSet) ann.history(acme).get(1).event()).schema()).isEqualTo(2);
        var past = ann.asOf(then);
        assertThat(past.fields(CustomerView.TYPE).definitions().get(0).deprecated())
                .isFalse();
        assertThat(found(past, past.fields(CustomerView.TYPE).text("region").is("north")))
                .containsExactly("Acme");
        crm.rebuild(CustomerView.TYPE).done().join();
        Filter<CustomerView> south =
                ann.fields(CustomerView.TYPE).text("region").is("south");
        assertThat(found(ann, south)).containsExactly("Acme");
        assertThat(found(start(builder(again(storage))).as(ANN), south)).containsExactly("Acme");
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("region", "north")))
                .isInstanceOf(CrmException.Refused.class);
        assertThat(ann.execute(SetFields.of(acme).clear("region")).events()).hasSize(1);
        assertThat(ann.views(CustomerView.TYPE)
                        .byId(acme)
                        .orElseThrow()
                        .custom()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatABatchHasSetIsTakenBack() {
        CrmSession ann = start(builder(empty())).as(ANN);
        ann.executeAll(everyType());
        ann.execute(Register.organisation(acme, "Acme"));
        ann.execute(SetFields.of(acme).set("seats", 3).set("gold", true));
        UUID batch = UUID.randomUUID();
        ann.inBatch(batch)
                .execute(SetFields.of(acme)
                        .set("seats", 4)
                        .set("region", "north")
                        .clear("gold"));

        ann.undo(batch);

        var custom = ann.views(CustomerView.TYPE).byId(acme).orElseThrow().custom();
        assertThat(custom.value()).containsOnlyKeys("seats", "gold");
        assertThat(custom.get("seats")).isEqualTo(new BigDecimal("3"));
    }

    /** By roles alone, as a host has it that says nothing else. */
    private static Authorizer byRoles() {
        return new Authorizer() {
            @Override
            public boolean mayExecute(Actor actor, Command command) {
                return true;
            }

            @Override
            public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                return Optional.of(Filter.everything());
            }
        };
    }

    /** What one has told of itself stands with the one that it was merged into, in its history as well. */
    @Test
    void whoMayNotReadAFieldDoesNotReadItOfThoseWhoWereMerged() {
        Crm crm = start(builder(empty()).authorizer(byRoles()));
        CrmSession lead = crm.as(LEAD);
        FieldDetails secret = FieldDetails.PLAIN.withReaders(Set.of("lead")).withWriters(Set.of("lead"));
        lead.executeAll(List.of(
                Open.of("customer"),
                define("margin", FieldShape.of(FieldType.NUMBER), secret),
                define("seats", FieldType.NUMBER)));
        CustomerId a = customer(lead, "A", fields().set("seats", 3));
        CustomerId b = customer(lead, "B", fields().set("margin", 40).set("seats", 5));
        lead.execute(MergeInto.of(b, a));

        assertThat(lead.views(CustomerView.TYPE).byId(a).orElseThrow().custom().value())
                .containsOnlyKeys("margin", "seats");
        assertThat(crm.as(BOB).views(CustomerView.TYPE).byId(a).orElseThrow()).satisfies(seen -> {
            assertThat(seen.custom().value()).containsOnlyKeys("seats");
            assertThat(requireNonNull(seen.merging()).toString())
                    .contains("seats")
                    .doesNotContain("value=40");
        });
        assertThat(lead.history(a).toString()).contains("value=40");
        assertThat(crm.as(BOB).history(a).toString()).contains("value=5").doesNotContain("value=40");

        lead.execute(SetFields.of(a).clear("margin").clear("seats"));
        assertThat(requireNonNull(crm.as(BOB)
                                .views(CustomerView.TYPE)
                                .byId(a)
                                .orElseThrow()
                                .merging())
                        .toString())
                .doesNotContain("value=40");
    }

    @Test
    void whoMayNotReadAFieldSeesItNowhereAndCannotAskByIt() {
        Crm crm = start(builder(empty()).authorizer(byRoles()));
        CrmSession lead = crm.as(LEAD);
        CrmSession bob = crm.as(BOB);
        FieldDetails secret = FieldDetails.PLAIN.withReaders(Set.of("lead")).withWriters(Set.of("lead"));
        lead.executeAll(List.of(
                Open.of("customer"),
                define("margin", FieldShape.of(FieldType.NUMBER), secret),
                define(
                        "partner",
                        new FieldShape(FieldType.REFERENCE, Lookup.FILTER, false, "customer"),
                        FieldDetails.PLAIN),
                define("seats", FieldType.NUMBER)));
        CustomerId a = customer(lead, "A", fields().set("margin", 40).set("seats", 3));
        customer(lead, "B", fields().set("partner", a));

        assertThat(lead.views(CustomerView.TYPE).byId(a).orElseThrow().custom().value())
                .containsOnlyKeys("margin", "seats");
        assertThat(bob.views(CustomerView.TYPE).byId(a).orElseThrow().custom().value())
                .containsOnlyKeys("seats");
        assertThat(bob.views(CustomerView.TYPE)
                        .find(Filter.everything(), first(5).by(CustomerView.NAME))
                        .views()
                        .get(0)
                        .custom()
                        .value())
                .containsOnlyKeys("seats");
        assertThat(((FieldsSet) bob.history(a).get(1).event()).values()).containsOnlyKeys("seats");
        Fields<CustomerView> fields = bob.fields(CustomerView.TYPE);
        Ordered<CustomerView, BigDecimal> margin = fields.number("margin");
        for (Filter<CustomerView> each : List.<Filter<CustomerView>>of(
                margin.moreThan(BigDecimal.ONE),
                margin.absent(),
                margin.in(BigDecimal.ONE),
                CustomerView.ACTIVE.and(margin.present().not()),
                fields.reference("partner", CustomerId.class).of(CustomerView.TYPE, margin.present()))) {
            assertForbidden(() -> bob.views(CustomerView.TYPE).count(each));
        }
        assertForbidden(() -> found(bob, margin.present()));
        assertForbidden(() -> bob.views(CustomerView.TYPE).find(Filter.everything(), first(5).by(margin)));
        assertForbidden(() -> bob.views(CustomerView.TYPE)
                .group(Filter.everything(), Grouping.<CustomerView>by(margin).count("n")));
        assertForbidden(() -> bob.views(CustomerView.TYPE)
                .group(Filter.everything(), Grouping.<CustomerView>all().count("n", margin.present())));
        assertForbidden(() -> bob.views(CustomerView.TYPE)
                .group(Filter.everything(), Grouping.<CustomerView>all().max("n", margin, Filter.everything())));
        Ordered<CustomerView, ?> column = (Ordered<CustomerView, ?>)
                CustomerView.TYPE.attribute("custom_number3").orElseThrow();
        assertForbidden(() -> bob.views(CustomerView.TYPE).find(Filter.everything(), first(5).by(column)));
        assertForbidden(() -> bob.execute(SetFields.of(a).set("margin", 1)));
        assertForbidden(() -> bob.execute(SetFields.of(a).clear("margin")));
        assertThat(found(lead, margin.moreThan(BigDecimal.ONE))).containsExactly("A");
        assertThat(bob.execute(SetFields.of(a).set("seats", 4)).events()).hasSize(1);
        assertThat(lead.views(CustomerView.TYPE).byId(a).orElseThrow().custom().get("margin"))
                .isEqualTo(new BigDecimal("40"));
    }

    private static void assertForbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOf(CrmException.Forbidden.class);
    }

    @Test
    void whatTheyTellOfAPersonGoesWithThePerson() {
        Storage storage = empty();
        Crm crm = start(builder(storage).erasable());
        CrmSession ann = crm.as(ANN);
        ann.executeAll(List.of(
                Open.of("customer"),
                define("nickname", new FieldShape(FieldType.TEXT, Lookup.FILTER, true, null), FieldDetails.PLAIN),
                define("seats", FieldType.NUMBER)));
        ann.executeAll(List.of(
                Register.person(acme, "Li Lei"),
                SetFields.of(acme).set("nickname", "Leilei").set("seats", 3)));
        assertThat(storage.log().ofAggregate(TenantId.MAIN, acme.value(), 0, 9))
                .noneMatch(each -> each.payload().contains("Leilei"));
        Filter<CustomerView> leilei =
                ann.fields(CustomerView.TYPE).text("nickname").is("Leilei");
        assertThat(ann.views(CustomerView.TYPE).count(leilei)).isOne();

        ann.erase(acme, "request 4711");

        assertThat(ann.views(CustomerView.TYPE).count(leilei)).isZero();
        assertThat(ann.views(CustomerView.TYPE)
                        .byId(acme)
                        .orElseThrow()
                        .custom()
                        .value())
                .containsOnlyKeys("seats");
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("seats", 4)))
                .isInstanceOf(CrmException.Refused.class);
    }

    @Test
    void whatBecomesKnownHasTheInitialValues() {
        CrmSession ann = start(builder(empty())).as(ANN);
        CustomerId before = customer(ann, "Before", fields());
        ann.execute(Open.of("customer"));
        ann.execute(define(
                "region",
                FieldShape.of(FieldType.CHOICE),
                FieldDetails.choosing("north", "south").withInitial("north")));
        ann.execute(Register.organisation(acme, "Acme"));

        assertThat(found(ann, ann.fields(CustomerView.TYPE).text("region").is("north")))
                .containsExactly("Acme");
        assertThat(ann.views(CustomerView.TYPE)
                        .byId(before)
                        .orElseThrow()
                        .custom()
                        .isEmpty())
                .isTrue();
        assertThat(ann.execute(Register.organisation(acme, "Acme")).events()).isEmpty();
    }

    @Test
    void aStageIsNotEnteredWithoutWhatIsRequiredThere() {
        CrmSession ann = start(builder(empty())).as(ANN);
        SchemaId deals = SchemaId.of("opportunity");
        ann.execute(Open.of("opportunity"));
        ann.execute(new DefineField(
                deals,
                "lifts",
                FieldShape.of(FieldType.NUMBER),
                FieldDetails.PLAIN.withRequiredIn(Set.of("proposal", "negotiation", "WON"))));
        OpportunityId deal = OpportunityId.random();
        ann.execute(OpportunityCommand.Open.named(deal, "Ten lifts"));
        ann.execute(new OpportunityCommand.Advance(deal, "qualification"));
        assertRefused(
                () -> ann.execute(new OpportunityCommand.Advance(deal, "proposal")),
                SchemaRule.FIELD_REQUIRED_IN_STAGE.code());
        assertThat(ann.views(OpportunityView.TYPE)
                        .byId(deal)
                        .orElseThrow()
                        .stage()
                        .code())
                .isEqualTo("qualification");
        ann.execute(SetFields.of(deal).set("lifts", 10));
        ann.execute(new OpportunityCommand.Advance(deal, "proposal"));
        assertThat(ann.views(OpportunityView.TYPE)
                        .count(ann.fields(OpportunityView.TYPE).number("lifts").is(BigDecimal.TEN)))
                .isOne();
    }

    @Test
    void whatIsAskedForIsCountedAndToldWhenItCloses() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-01T23:30:00Z"));
        Storage storage = empty();
        Crm crm = start(
                builder(storage).clock(clock).zone(ZoneId.of("Asia/Shanghai")).noteReads(Duration.ZERO));
        CrmSession ann = crm.as(ANN);
        List<Command> definitions = everyType();
        ann.executeAll(definitions);
        customer(ann, "Acme", fields().set("motto", "onward").set("seats", 3));
        customer(ann, "Bolt", fields().set("motto", "onward").set("seats", 4));
        Fields<CustomerView> fields = ann.fields(CustomerView.TYPE);
        Views<CustomerView> views = ann.views(CustomerView.TYPE);
        Filter<CustomerView> onward = fields.text("motto").is("onward");

        Page<CustomerView> page =
                views.find(onward.and(CustomerView.NAME.isNot("Nobody")), first(1).by(fields.number("seats")));
        views.find(
                onward.and(CustomerView.NAME.isNot("Nobody")),
                first(1).by(fields.number("seats")).after(requireNonNull(page.next())));
        views.count(fields.text("motto").present());
        views.group(
                Filter.everything(),
                Grouping.<CustomerView>by(fields.text("region"))
                        .sum("seats", fields.number("seats"), Filter.everything()));
        views.showing(Set.of("name", "custom.gold", "custom.nothing")).find(Filter.everything(), first(5).byId());
        views.byId(page.views().get(0).id());
        clock.advance(Duration.ofDays(1));
        views.forEach(onward, each -> {});
        assertThat(FieldUsage.of(ann, CustomerView.TYPE, Filter.everything())).isNotEmpty();
        crm.as(BOB, OTHER).views(CustomerView.TYPE).count(CustomerView.NAME.is("Acme"));
        crm.as(ANN).views(OpportunityView.TYPE).count(Filter.everything());
        assertThat(ann.history(CUSTOMER)).hasSize(definitions.size());

        open.remove(crm);
        crm.close();
        Crm later = start(builder(again(storage)));
        CrmSession lea = later.as(LEAD);
        LocalDate first = LocalDate.parse("2026-03-02");
        FieldReads ofFirst = FieldReads.of(lea, CustomerView.TYPE, "customer", first, first);
        assertThat(ofFirst)
                .isEqualTo(new FieldReads(
                        4,
                        Map.of(
                                "name", 2L,
                                "custom.motto", 1L,
                                "custom.seats", 2L,
                                "custom.region", 1L,
                                "custom.gold", 1L)));
        assertThat(ofFirst.share("custom.seats")).isEqualTo(0.5);
        FieldReads since = FieldReads.of(lea, CustomerView.TYPE, "customer", first, first.plusDays(1));
        assertThat(since.questions()).isEqualTo(6);
        assertThat(since.asked("custom.motto")).isEqualTo(2);
        assertThat(FieldReads.of(later.as(BOB, OTHER), CustomerView.TYPE, "customer", first, LocalDate.MAX))
                .isEqualTo(new FieldReads(1, Map.of("name", 1L)));
        assertThat(FieldReads.of(lea, OpportunityView.TYPE, "opportunity", first, LocalDate.MAX)
                        .questions())
                .isOne();
        assertThat(FieldReport.of(lea, CustomerView.TYPE, "customer", first.plusDays(1)))
                .filteredOn(each -> each.name().equals("motto"))
                .singleElement()
                .satisfies(motto -> {
                    assertThat(motto.read()).isOne();
                    assertThat(motto.questions()).isEqualTo(2);
                    assertThat(motto.set()).isEqualTo(2);
                });
        assertThat(lea.views(SchemaView.TYPE)
                        .byId(CUSTOMER)
                        .orElseThrow()
                        .fields()
                        .value())
                .hasSize(10);
    }

    @Test
    void withoutBeingAskedNothingIsNoted() {
        Storage storage = empty();
        Crm crm = start(builder(storage));
        crm.as(ANN).views(CustomerView.TYPE).count(CustomerView.NAME.is("Acme"));
        open.remove(crm);
        crm.close();
        CrmSession ann = start(builder(again(storage))).as(ANN);
        assertThat(FieldReads.of(ann, CustomerView.TYPE, "customer", LocalDate.MIN, LocalDate.MAX))
                .isEqualTo(new FieldReads(0, Map.of()));
        assertThat(ann.views(SchemaView.TYPE).count(Filter.everything())).isZero();
    }

    @Test
    void whatIsAskedForIsToldNowAndThen() {
        Crm crm = start(builder(empty()).noteReads(Duration.ofMillis(20)));
        CrmSession ann = crm.as(ANN);
        ann.execute(Open.of("customer"));
        ann.views(CustomerView.TYPE).count(CustomerView.NAME.is("Acme"));
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ann.history(CUSTOMER).size() < 2) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        FieldReads reads = FieldReads.of(ann, CustomerView.TYPE, "customer", LocalDate.MIN, LocalDate.MAX);
        assertThat(reads).isEqualTo(new FieldReads(1, Map.of("name", 1L)));
        assertThat(ann.history(CUSTOMER).get(1).meta().actor()).isEqualTo("system:reads");
    }

    @Test
    void whatCannotBeSetIsRefused() {
        CrmSession ann = start(builder(empty())).as(ANN);
        assertRefused(() -> ann.execute(Open.of("timeline")), SchemaRule.FIELDS_UNKNOWN.code());
        ann.executeAll(everyType());
        assertThatThrownBy(() -> ann.execute(define(
                        "plan", new FieldShape(FieldType.REFERENCE, Lookup.NONE, false, "plan"), FieldDetails.PLAIN)))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("seats", 3)))
                .isInstanceOf(CrmException.NotFound.class);
        ann.execute(Register.organisation(acme, "Acme"));
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("seats", "many")))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("seats", 3), 7))
                .isInstanceOf(CrmException.Stale.class);
        assertRefused(
                () -> ann.execute(
                        SetFields.of(new FieldsSet.Subject(acme.value())).set("seats", 3)),
                SchemaRule.FIELDS_UNKNOWN.code());
        assertThat(ann.execute(SetFields.of(acme).set("seats", 3), 1).version()).isEqualTo(2);
        assertThat(ann.execute(SetFields.of(acme).set("seats", 3)).events()).isEmpty();
        ann.execute(new CustomerCommand.Archive(acme, "gone"));
        assertRefused(() -> ann.execute(SetFields.of(acme).set("seats", 4)), CustomerRule.ARCHIVED.code());
        assertThat(ann.views(SchemaView.TYPE)
                        .byId(CUSTOMER)
                        .orElseThrow()
                        .fields()
                        .value())
                .hasSize(10);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked, String code) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
