package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.ticket.TicketFeature;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.ticket.BusinessCalendar;
import io.guanxi.domain.ticket.Clock;
import io.guanxi.domain.ticket.Shift;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.Ticket;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    @Test
    void theDemoTellsItsStoryOnce(@TempDir Path folder) {
        String db = "jdbc:h2:file:" + folder.resolve("demo");
        Ran first = Ran.crm("demo", "--db", db);
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("rows imported")
                .contains("Pipeline")
                .contains("Forecast")
                .contains("Leader board")
                .contains("林小雨")
                .contains("Tasting box")
                .contains("Where is the invoice?")
                .contains("Harbour Roasters")
                .contains("overdue ")
                .contains("late, ")
                .contains("kept, ")
                .contains("due ")
                .contains("Try next")
                .contains("report opportunities --group-by manager --db " + db);
        Ran second = Ran.crm("demo", "--db", db);
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("the second run changes nothing");
        assertThat(screens(second.out())).isEqualTo(screens(first.out()));

        Ran json = Ran.crm("demo", "--json", "--db", db);
        assertThat(json.json().get("facts").asInt()).isZero();
        assertThat(ImmutableList.copyOf(json.json().get("tickets")).stream()
                        .map(each -> each.get("breached"))
                        .map(JsonNode::asBoolean))
                .containsExactlyInAnyOrder(true, false, false, false);
    }

    @Test
    void whatToTryNextRepeatsAllButThePassword(@TempDir Path folder) {
        String db = "jdbc:h2:file:" + folder.resolve("it's mine");
        String out = Ran.crm("demo", "--db", db + ";USER=ann;PASSWORD=secret").out();
        assertThat(out).doesNotContain("secret").contains("it'\\''s mine;USER=ann' --password");
    }

    /** A Monday, the weekend, early and late: the story is plausible whenever it is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T00:00:01Z",
                "2026-11-25T12:00:00Z",
                "2026-11-27T23:59:59Z",
                "2026-11-28T10:00:00Z",
                "2026-11-29T10:00:00Z"
            })
    void theStoryIsToldAtTimesAtWhichPeopleWork(Instant now) {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .feature(new TicketFeature(
                        SlaPolicy.businessHours(BusinessCalendar.weekdays(ZoneOffset.UTC, Shift.of("09:00", "18:00")))))
                .clock(() -> now)
                .dutiesEvery(java.time.Duration.ZERO)
                .build()) {
            assertThat(new DemoStory(crm, now).tell()).isPositive();
            assertThat(new DemoStory(crm, now).tell()).isZero();

            List<OpportunityView> deals = crm.as(Actor.system("test"))
                    .views(OpportunityView.TYPE)
                    .find(OpportunityView.OPEN.not(), PageRequest.first(10).byId())
                    .views();
            assertThat(deals)
                    .hasSize(2)
                    .allSatisfy(deal -> assertThat(deal.closedOn())
                            .isAfter(deal.openedOn())
                            .isBefore(now.atZone(ZoneOffset.UTC).toLocalDate())
                            .matches(DemoTest::isWorkingDay));

            List<TicketView> tickets = crm.as(Actor.system("test"))
                    .views(TicketView.TYPE)
                    .find(Filter.everything(), PageRequest.first(10).byId())
                    .views();
            assertThat(tickets).hasSize(4);
            assertThat(tickets.stream().filter(DemoTest::isBroken))
                    .singleElement()
                    .matches(TicketView::isOpen);
            assertThat(tickets.stream().filter(each -> each.status() == Ticket.Status.RESOLVED))
                    .hasSize(1);
            assertThat(tickets.stream().filter(TicketView::isOpen).filter(each -> !isBroken(each)))
                    .hasSize(2)
                    .allMatch(each -> each.clocks().values().stream()
                            .noneMatch(clock -> clock.missed(now).isPresent()));
            assertThat(crm.runDue()).as("what is due was noted when it was").isZero();
        }
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    private static boolean isBroken(TicketView ticket) {
        return ticket.clocks().values().stream().anyMatch(Clock::breached);
    }

    private static String screens(String out) {
        return out.substring(out.indexOf("Pipeline"));
    }
}
