package io.guanxi.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.transaction.Transaction;
import io.guanxi.domain.transaction.TransactionArbitraries;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionId;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TransactionViewProperties {

    private static final TransactionId ORDER = TransactionId.random();

    @Property(tries = 300)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<TransactionCommand> commands) {
        ViewLaws.hold(
                new TransactionFeature(),
                Transaction.DECIDER,
                TransactionView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.status()).isEqualTo(state.status());
                    assertThat(view.details()).isEqualTo(state.details());
                });
    }

    @Provide
    Arbitrary<List<TransactionCommand>> commands() {
        return TransactionArbitraries.commands(ORDER);
    }
}
