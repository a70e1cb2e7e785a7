package io.guanxi.application.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.ticket.TicketArbitraries;
import io.guanxi.domain.ticket.TicketCommand;
import io.guanxi.domain.ticket.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TicketViewProperties {

    private static final TicketId TICKET = TicketId.random();
    private static final SlaPolicy POLICY = SlaPolicy.businessHours(TicketArbitraries.OFFICE);
    private static final Filter.Lookup NOTHING_ELSE = new Filter.Lookup() {
        @Override
        public <W extends View> Collection<W> all(ViewType<W> type) {
            return List.of();
        }
    };

    @Property(tries = 500)
    void theViewShowsWhatTheRulesRemember(@ForAll("stories") List<TicketArbitraries.Timed> story) {
        ViewLaws.hold(
                new TicketFeature(POLICY),
                Ticket.decider(POLICY),
                TicketView.TYPE,
                story.stream()
                        .map(each -> new ViewLaws.Step<TicketCommand>(each.command(), Trials.at(each.at())))
                        .toList(),
                event -> {},
                TicketViewProperties::agree);
    }

    private static void agree(Ticket ticket, TicketView view) {
        var facts = Objects.requireNonNull(ticket.facts());
        assertThat(view.status()).isEqualTo(ticket.status());
        assertThat(view.kind()).isEqualTo(facts.kind());
        assertThat(view.priority()).isEqualTo(facts.priority());
        assertThat(view.category()).isEqualTo(facts.category());
        assertThat(view.channel()).isEqualTo(facts.channel());
        assertThat(view.customer()).isEqualTo(facts.customerId());
        assertThat(view.agent()).isEqualTo(ticket.agent());
        assertThat(view.waitsFor()).isEqualTo(ticket.awaitedParty());
        assertThat(view.solution() == null).isEqualTo(ticket.solution() == null);
        assertThat(view.mergedInto()).isEqualTo(ticket.mergedInto());
        assertThat(view.escalations()).hasSize(ticket.escalations());
        assertThat(view.answeredAt() != null).isEqualTo(ticket.answered());
        assertThat(view.clocks()).isEqualTo(ticket.clocks());
        assertThat(view.isOpen()).isEqualTo(TicketView.OPEN.test(view, NOTHING_ELSE));
    }

    @Provide
    Arbitrary<List<TicketArbitraries.Timed>> stories() {
        return TicketArbitraries.story(TICKET);
    }
}
