package io.guanxi.application.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Trials;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.imports.Parity.Difference;
import io.guanxi.application.imports.Parity.Sort;
import io.guanxi.application.intake.IntakeView;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.shadow.Following.Caught;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.Activity;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.Opportunity;
import io.guanxi.domain.product.Product;
import io.guanxi.domain.shadow.ShadowEvent.TakenOver;
import io.guanxi.domain.shadow.ShadowId;
import io.guanxi.domain.shadow.ShadowRule;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.transaction.Transaction;
import io.guanxi.domain.transaction.TransactionCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final String MORE = "Created";

    private final Crm crm = Trials.builder(InstantSource.fixed(Trials.NOON))
            .without("process")
            .feature(new LinkFeature())
            .feature(new ShadowFeature())
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);
    private final Legacy erp = new Legacy("erp");
    private final Following following =
            Following.of(ann, erp, each -> each.currency(CurrencyUnit.EUR).clock(InstantSource.fixed(Trials.NOON)));

    @AfterEach
    void close() {
        crm.close();
    }

    /** A legacy system in the heap. */
    private static final class Legacy implements LegacySystem {

        private final String name;
        private final Map<RecordKind, Map<String, Row>> rows = new LinkedHashMap<>();
        private final List<Change> feed = new ArrayList<>();
        private int failingFrom = Integer.MAX_VALUE;
        private int mostAtOnce = Integer.MAX_VALUE;

        Legacy(String name) {
            this.name = name;
        }

        Change says(RecordKind kind, String id, String... cells) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i += 2) {
                all.put(cells[i], cells[i + 1]);
            }
            Row row = new Row(id, all);
            rows.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(id, row);
            Change change = new Change(Integer.toString(feed.size() + 1), kind, row);
            feed.add(change);
            return change;
        }

        void says(RecordKind kind, Row row) {
            rows.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(row.id(), row);
            feed.add(new Change(Integer.toString(feed.size() + 1), kind, row));
        }

        void deletes(RecordKind kind, String id) {
            feed.add(Change.deletion(Integer.toString(feed.size() + 1), kind, id));
        }

        void forgets(RecordKind kind, String id) {
            rows.getOrDefault(kind, new LinkedHashMap<>()).remove(id);
        }

        @Override
        public String source() {
            return name;
        }

        @Override
        public List<Change> changes(@Nullable String after, int limit) {
            int from = 0;
            for (int i = 0; i < feed.size(); i++) {
                from = feed.get(i).position().equals(after) ? i + 1 : from;
            }
            if (from >= failingFrom) {
                throw new IllegalStateException("the legacy system is down");
            }
            int to = Math.min(feed.size(), from + Math.min(limit, mostAtOnce));
            return List.copyOf(feed.subList(from, to));
        }

        @Override
        public Stream<Row> rows(RecordKind kind) {
            if (failingFrom == 0) {
                throw new IllegalStateException("the legacy system is down");
            }
            return List.copyOf(rows.getOrDefault(kind, Map.of()).values()).stream();
        }
    }

    @Test
    void theFeedIsFollowedInOrderWithOriginalAuthorsAndTimes() {
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme", MORE, "2020-01-01", "Created By", "bob");
        erp.says(RecordKind.OPPORTUNITY, "1", "Name", "Presses", "Account ID", "1", "Amount", "5");
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme Ltd", "Modified", "2020-02-01", "Created By", "carol");
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme AG", "Modified", "2020-03-01", "Created By", "dan");
        erp.says(RecordKind.TICKET, "9", "Subject", "nobody follows tickets");
        following.follow(RecordKind.ORGANISATION);
        following.follow(RecordKind.OPPORTUNITY);

        Caught caught = following.catchUp();

        assertThat(caught.rejected()).isEmpty();
        assertThat(caught.changes()).isEqualTo(5);
        assertThat(caught.applied()).isEqualTo(4);
        assertThat(caught.rejected()).isEmpty();
        assertThat(caught.passedOver()).extracting(each -> each.row().id()).containsExactly("9");
        CustomerView acme = only(CustomerView.TYPE);
        assertThat(acme.details().name()).isEqualTo("Acme AG");
        assertThat(only(OpportunityView.TYPE).customer()).isEqualTo(acme.id());
        assertThat(ann.history(acme.id()).stream()
                        .filter(each -> !each.name().contains("identity"))
                        .map(each -> each.meta()))
                .extracting(Meta::actor, Meta::happenedAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("bob", Instant.parse("2020-01-01T00:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("carol", Instant.parse("2020-02-01T00:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("dan", Instant.parse("2020-03-01T00:00:00Z")));
        assertThat(following.state().orElseThrow().position()).isEqualTo("5");
        assertThat(ann.views(LinkView.TYPE).count(LinkView.KEYS.has("erp:1"))).isEqualTo(2);
    }

    @Test
    void whatComesTwiceChangesNothing() {
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme");
        LegacySystem.Change second = erp.says(RecordKind.ORGANISATION, "2", "Name", "Ajax");
        following.follow(RecordKind.ORGANISATION);
        following.catchUp();
        erp.feed.add(new LegacySystem.Change("2b", second.kind(), second.row()));
        Caught again = following.catchUp();
        assertThat(again.changes()).isEqualTo(1);
        assertThat(again.applied()).isZero();
        assertThat(following.catchUp().changes()).isZero();
        assertThat(all(CustomerView.TYPE)).hasSize(2);
    }

    @Test
    void afterAFailureHalfwayItGoesOnWhereItWas() {
        for (int i = 1; i <= 9; i++) {
            erp.says(RecordKind.ORGANISATION, "" + i, "Name", "Firm " + i);
        }
        erp.mostAtOnce = 3;
        erp.failingFrom = 6;
        following.follow(RecordKind.ORGANISATION);
        assertThatThrownBy(following::catchUp).hasMessage("the legacy system is down");
        assertThat(all(CustomerView.TYPE)).hasSize(6);
        assertThat(following.state().orElseThrow().position()).isEqualTo("6");
        erp.failingFrom = Integer.MAX_VALUE;
        assertThat(following.catchUp().applied()).isEqualTo(3);
        assertThat(all(CustomerView.TYPE)).hasSize(9);
    }

    /** REQUIREMENTS A34: a port for each system, a map of ids, several id spaces. */
    @Test
    void aFailureOfTheLegacySystemNeverBlocksACommand() {
        Legacy shop = new Legacy("shop");
        Following ofShop = Following.of(ann, shop);
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme");
        shop.says(RecordKind.ORGANISATION, "1", "Name", "Ajax");
        following.follow(RecordKind.ORGANISATION);
        ofShop.follow(RecordKind.ORGANISATION);
        erp.failingFrom = 0;
        assertThatThrownBy(following::catchUp).hasMessage("the legacy system is down");
        assertThatThrownBy(() -> following.parity(RecordKind.ORGANISATION, any -> {}))
                .hasMessage("the legacy system is down");

        assertThat(ofShop.catchUp().applied()).isEqualTo(1);
        CustomerId ours = CustomerId.random();
        ann.execute(CustomerCommand.Register.organisation(ours, "Ours"));
        ann.execute(new CustomerCommand.AssignOwner(ours, "ann"));

        erp.failingFrom = Integer.MAX_VALUE;
        assertThat(following.catchUp().applied()).isEqualTo(1);
        assertThat(linked("erp:1").target()).isNotEqualTo(linked("shop:1").target());
        assertThat(ann.views(CustomerView.TYPE)
                        .byId(new CustomerId(linked("shop:1").target()))
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("Ajax");
    }

    @Test
    void whatIsFollowedOthersDoNotChangeUntilItIsTakenOver() {
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme");
        following.follow(RecordKind.ORGANISATION);
        following.catchUp();
        CustomerId acme = only(CustomerView.TYPE).id();
        CustomerCommand rename = new CustomerCommand.CorrectDetails(acme, CustomerDetails.named("Ours"));
        assertThatThrownBy(() -> ann.execute(rename))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(ShadowRule.MASTERED_ELSEWHERE))
                .hasMessage("erp is the master of this one of organisations until they are taken over");
        ann.execute(new CustomerCommand.Tag(acme, "vip"));
        ann.execute(new CustomerCommand.Restrict(acme, "contested"));
        ann.execute(new CustomerCommand.LiftRestriction(acme, "settled"));

        following.takeOver(RecordKind.ORGANISATION, null);
        ann.execute(rename);
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme AG");
        Caught caught = following.catchUp();
        assertThat(caught.applied()).isZero();
        assertThat(caught.passedOver()).hasSize(1);
        assertThat(only(CustomerView.TYPE).details().name()).isEqualTo("Ours");
        assertThat(ann.history(ShadowId.of("erp")))
                .filteredOn(each -> each.event() instanceof TakenOver)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.meta().actor()).isEqualTo("ann");
                    assertThat(each.meta().recordedAt()).isEqualTo(Trials.NOON);
                });
    }

    @Test
    void parityIsTalliedFieldByFieldAndMendedAndThenTakenOverKindByKind() {
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme", "Email", "info@acme.test", "Industry", "tools");
        erp.says(RecordKind.ORGANISATION, "2", "Name", "Ajax", "Industry", "paper");
        erp.says(RecordKind.ORGANISATION, "3", "Name", "Apex", "Industry", "");
        erp.says(RecordKind.OPPORTUNITY, "7", "Name", "Presses", "Account ID", "1", "Amount", "1,200");
        following.follow(RecordKind.ORGANISATION);
        following.follow(RecordKind.OPPORTUNITY);
        following.catchUp();
        assertThat(parity(RecordKind.ORGANISATION)).isEmpty();
        assertThat(parity(RecordKind.OPPORTUNITY)).isEmpty();

        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme", "Email", "hi@acme.test", "Industry", "machines");
        erp.says(RecordKind.ORGANISATION, "4", "Name", "Arno");
        erp.says(RecordKind.OPPORTUNITY, "7", "Name", "Presses", "Account ID", "1", "Amount", "EUR 1300");
        erp.forgets(RecordKind.ORGANISATION, "3");
        assertThat(parity(RecordKind.ORGANISATION))
                .containsExactlyInAnyOrder(
                        new Difference(
                                Sort.DIFFERING,
                                RecordKind.ORGANISATION,
                                "1",
                                "Email",
                                "hi@acme.test",
                                "info@acme.test"),
                        new Difference(Sort.DIFFERING, RecordKind.ORGANISATION, "1", "Industry", "machines", "tools"),
                        new Difference(Sort.MISSING_HERE, RecordKind.ORGANISATION, "4", null, null, null),
                        new Difference(Sort.MISSING_THERE, RecordKind.ORGANISATION, "3", null, null, null));
        assertThat(following.parity(RecordKind.ORGANISATION, any -> {}))
                .isEqualTo(new Parity("erp", RecordKind.ORGANISATION, 3, 1, 1, 1, 1));
        assertThat(parity(RecordKind.OPPORTUNITY))
                .containsExactly(new Difference(
                        Sort.DIFFERING, RecordKind.OPPORTUNITY, "7", "Amount", "EUR 1300", "EUR 1200.00"));
        assertThatThrownBy(() -> following.takeOver(RecordKind.ORGANISATION, null))
                .hasMessage("organisations differ in 3 places; take them over with a reason if that is meant");

        assertThat(following.catchUp().applied()).isEqualTo(3);
        assertThat(parity(RecordKind.OPPORTUNITY)).isEmpty();
        following.takeOver(RecordKind.OPPORTUNITY, null);
        assertThat(parity(RecordKind.ORGANISATION)).extracting(Difference::sort).containsExactly(Sort.MISSING_THERE);
        following.takeOver(RecordKind.ORGANISATION, "Apex was deleted there by mistake");
        ShadowView state = following.state().orElseThrow();
        assertThat(state.followed()).isEmpty();
        assertThat(state.takenOver())
                .containsOnlyKeys("opportunities", "organisations")
                .containsValue(Trials.NOON);
    }

    @Test
    void whatCannotBeTakenInIsToldAndDoesNotHoldTheFeedUp() {
        erp.says(RecordKind.OPPORTUNITY, "7", "Name", "Presses", "Account ID", "99");
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme");
        following.follow(RecordKind.ORGANISATION);
        following.follow(RecordKind.OPPORTUNITY);
        Caught caught = following.catchUp();
        assertThat(caught.applied()).isEqualTo(1);
        assertThat(caught.rejected()).singleElement().satisfies(each -> {
            assertThat(each.change().row().id()).isEqualTo("7");
            assertThat(each.reason()).isEqualTo("there is no organisation 99");
        });
        assertThat(parity(RecordKind.OPPORTUNITY))
                .singleElement()
                .satisfies(each -> assertThat(each.sort()).isEqualTo(Sort.UNREADABLE));
    }

    @Test
    void whatIsDeletedThereGoesHereTooAndWhatIsThereAgainComesBack() {
        erp.says(RecordKind.ORGANISATION, "1", "Name", "Acme");
        erp.says(RecordKind.ORGANISATION, "2", "Name", "Ajax");
        erp.says(RecordKind.OPPORTUNITY, "7", "Name", "Presses", "Account ID", "1", "Stage", "Won", "Amount", "5");
        erp.says(RecordKind.ACTIVITY, "8", "Type", "Call", "Account ID", "1", "Date", "2020-01-01");
        erp.says(RecordKind.ACTIVITY, "9", "Type", "Call", "Account ID", "1", "Due Date", "2030-01-01");
        erp.says(RecordKind.TICKET, "5", "Subject", "It smokes", "Account ID", "1");
        erp.says(RecordKind.TICKET, "6", "Subject", "It burns", "Account ID", "1", "Status", "Closed");
        erp.says(RecordKind.PRODUCT, "P", "Name", "Press");
        erp.says(RecordKind.TRANSACTION, "T", "Amount", "5", "Account ID", "1");
        erp.says(RecordKind.LEAD, "L", "Name", "Li Lei");
        List<RecordKind> kinds = List.of(
                RecordKind.ORGANISATION,
                RecordKind.OPPORTUNITY,
                RecordKind.ACTIVITY,
                RecordKind.TICKET,
                RecordKind.PRODUCT,
                RecordKind.TRANSACTION,
                RecordKind.LEAD);
        kinds.forEach(following::follow);
        assertThat(following.catchUp().rejected()).isEmpty();
        kinds.forEach(each -> assertThat(parity(each)).as(each.plural()).isEmpty());

        List<LegacySystem.Change> told = List.copyOf(erp.feed);
        told.stream().filter(each -> !each.row().id().equals("2")).forEach(each -> {
            erp.forgets(each.kind(), each.row().id());
            erp.deletes(each.kind(), each.row().id());
        });
        erp.deletes(RecordKind.ORGANISATION, "nobody has heard of it");
        assertThat(parity(RecordKind.ORGANISATION)).extracting(Difference::sort).containsExactly(Sort.MISSING_THERE);
        Caught caught = following.catchUp();
        assertThat(caught.applied()).isEqualTo(8);
        assertThat(caught.rejected()).singleElement().satisfies(each -> {
            assertThat(each.change().row().id()).isEqualTo("6");
            assertThat(each.reason()).contains("ticket.closed");
        });
        assertThat(customer("1").status()).isEqualTo(Customer.Status.ARCHIVED);
        assertThat(customer("2").status()).isEqualTo(Customer.Status.ACTIVE);
        assertThat(ann.history(customer("1").id()))
                .last()
                .satisfies(each -> assertThat(each.meta().actor()).isEqualTo("import:erp"));
        assertThat(only(OpportunityView.TYPE).status()).isEqualTo(Opportunity.Status.INVALID);
        assertThat(only(OpportunityView.TYPE).endReason()).isEqualTo("deleted in erp");
        assertThat(all(ActivityView.TYPE))
                .hasSize(2)
                .extracting(ActivityView::status)
                .containsOnly(Activity.Status.RETRACTED);
        assertThat(all(TicketView.TYPE))
                .extracting(TicketView::status)
                .containsExactlyInAnyOrder(Ticket.Status.CANCELLED, Ticket.Status.CLOSED);
        assertThat(only(ProductView.TYPE).status()).isEqualTo(Product.Status.RETIRED);
        assertThat(only(TransactionView.TYPE).status()).isEqualTo(Transaction.Status.CANCELLED);
        TransactionCommand reinstate =
                new TransactionCommand.Reinstate(only(TransactionView.TYPE).id(), "ours");
        assertThatThrownBy(() -> ann.execute(reinstate))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(ShadowRule.MASTERED_ELSEWHERE));
        ActivityId visit = all(ActivityView.TYPE).get(0).id();
        assertThatThrownBy(() -> ann.execute(new ActivityCommand.Reinstate(visit)))
                .hasMessageContaining(ShadowRule.MASTERED_ELSEWHERE.describe("activities", "erp"));
        assertThat(only(IntakeView.TYPE).discarded()).isTrue();
        kinds.stream()
                .filter(each -> each != RecordKind.TICKET)
                .forEach(each -> assertThat(parity(each)).as(each.plural()).isEmpty());
        assertThat(parity(RecordKind.TICKET)).singleElement().satisfies(each -> {
            assertThat(each.sort()).isEqualTo(Sort.MISSING_THERE);
            assertThat(each.id()).isEqualTo("6");
        });

        told.forEach(each -> erp.says(each.kind(), each.row()));
        assertThat(parity(RecordKind.ORGANISATION))
                .containsExactly(
                        new Difference(Sort.DIFFERING, RecordKind.ORGANISATION, "1", "Deleted", "false", "true"));
        Caught again = following.catchUp();
        assertThat(again.rejected())
                .extracting(each -> each.change().row().id())
                .containsExactly("5");
        assertThat(again.rejected())
                .extracting(Following.Rejected::reason)
                .containsOnly("is there, and was cancelled here for good");
        assertThat(customer("1").status()).isEqualTo(Customer.Status.ACTIVE);
        assertThat(only(OpportunityView.TYPE).status()).isEqualTo(Opportunity.Status.WON);
        assertThat(only(ProductView.TYPE).status()).isEqualTo(Product.Status.LISTED);
        assertThat(only(TransactionView.TYPE).status()).isEqualTo(Transaction.Status.VALID);
        assertThat(all(ActivityView.TYPE))
                .extracting(ActivityView::status)
                .containsExactlyInAnyOrder(Activity.Status.DONE, Activity.Status.PLANNED);
        assertThat(parity(RecordKind.ACTIVITY)).isEmpty();
        assertThat(only(IntakeView.TYPE).discarded()).isFalse();
        assertThat(parity(RecordKind.TRANSACTION)).isEmpty();
        assertThat(parity(RecordKind.TICKET)).extracting(Difference::sort).containsExactly(Sort.UNREADABLE);
        assertThat(parity(RecordKind.ORGANISATION)).isEmpty();
        assertThat(parity(RecordKind.LEAD)).isEmpty();
    }

    private CustomerView customer(String id) {
        return ann.views(CustomerView.TYPE)
                .byId(new CustomerId(linked(RecordKind.ORGANISATION, id).target()))
                .orElseThrow();
    }

    private LinkView linked(RecordKind kind, String id) {
        List<LinkView> found = new ArrayList<>();
        ann.views(LinkView.TYPE)
                .forEach(LinkView.KEYS.has("erp:" + id).and(LinkView.KIND.is(kind.plural())), found::add);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Such as a job of the old system writes every night. */
    @Test
    void aFileIsFollowedAndOfOneThatGrowsOnlyWhatIsNew() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 1_200; i++) {
            rows.add(List.of("" + i, "Firm " + i));
        }
        rows.add(List.of("7", "Firm 7 AG"));
        rows.add(List.of("", "of no id"));
        file(RecordKind.ORGANISATION, rows).follow(RecordKind.ORGANISATION);
        Caught first = file(RecordKind.ORGANISATION, rows).catchUp();
        assertThat(first.changes()).isEqualTo(1_202);
        assertThat(first.applied()).isEqualTo(1_201);
        assertThat(first.rejected())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).isEqualTo("has no id"));
        assertThat(linked("old:7").kind()).isEqualTo("organisations");

        assertThat(file(RecordKind.PERSON, List.of(List.of("1", "Li Lei")))
                        .catchUp()
                        .passedOver())
                .hasSize(1);
        rows.add(List.of("8", "Firm 8 AG"));
        assertThat(file(RecordKind.ORGANISATION, rows).catchUp().changes()).isEqualTo(1);
        assertThat(file(RecordKind.ORGANISATION, rows).catchUp().changes()).isZero();
        assertThat(file(RecordKind.PERSON, List.of(List.of("1", "Li Lei")))
                        .catchUp()
                        .changes())
                .isZero();
        List<List<String>> another = List.of(List.of("9", "Firm 9 AG"));
        assertThat(file(RecordKind.ORGANISATION, another).catchUp().applied()).isEqualTo(1);

        Following.Compared compared = file(RecordKind.ORGANISATION, another).compared(RecordKind.ORGANISATION);
        assertThat(compared.parity()).isEqualTo(new Parity("old", RecordKind.ORGANISATION, 1, 1, 0, 0, 1_199));
        assertThat(compared.differences()).hasSize(1_000);
    }

    private Following file(RecordKind kind, List<List<String>> rows) {
        return Following.of(
                ann,
                "old",
                kind,
                TableFile.of("old", List.of("Number", "Name"), rows::stream),
                each -> each.clock(InstantSource.fixed(Trials.NOON)));
    }

    private List<Difference> parity(RecordKind kind) {
        List<Difference> told = new ArrayList<>();
        Parity parity = following.parity(kind, told::add);
        assertThat(parity.holds()).isEqualTo(told.isEmpty());
        return told;
    }

    private LinkView linked(String key) {
        List<LinkView> found = new ArrayList<>();
        ann.views(LinkView.TYPE).forEach(LinkView.KEYS.has(key), found::add);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private <V extends View> V only(ViewType<V> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    private <V extends View> List<V> all(ViewType<V> type) {
        List<V> all = new ArrayList<>();
        ann.views(type).forEach(Filter.everything(), all::add);
        return all;
    }
}
