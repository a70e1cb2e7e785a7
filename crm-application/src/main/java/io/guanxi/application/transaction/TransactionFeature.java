package io.guanxi.application.transaction;

import com.google.common.base.Ascii;
import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.timeline.Timeline;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.transaction.Transaction;
import io.guanxi.domain.transaction.TransactionCommand.Cancel;
import io.guanxi.domain.transaction.TransactionCommand.Correct;
import io.guanxi.domain.transaction.TransactionCommand.Reinstate;
import io.guanxi.domain.transaction.TransactionEvent.Booked;
import io.guanxi.domain.transaction.TransactionEvent.Cancelled;
import io.guanxi.domain.transaction.TransactionEvent.Corrected;
import io.guanxi.domain.transaction.TransactionEvent.Reinstated;
import io.guanxi.domain.transaction.TransactionRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Transactions (交易记录). */
public final class TransactionFeature implements Feature {

    private static final String TAKEN_BACK = "taken back";

    @Override
    public String name() {
        return "transaction";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Transaction.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(TransactionView.TYPE);
    }

    @Override
    public Optional<Timeline<?>> timeline() {
        return Optional.of(Timeline.of(TransactionView.TYPE, TransactionView::customer)
                .tells(Booked.class, TransactionFeature::kind, TransactionFeature::story)
                .tells(Cancelled.class, TransactionFeature::kind, TransactionView::reason)
                .tells(Reinstated.class, TransactionFeature::kind, TransactionFeature::story)
                .build());
    }

    /** The same order is not pushed under two ids. */
    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                TransactionView.TYPE, "transaction.number", TransactionView::numbers, TransactionRule.NUMBER_TAKEN));
    }

    /** What was cancelled before is cancelled again for the reason it had. */
    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Booked.class, TransactionView.TYPE, it -> new Cancel(it.transactionId(), TAKEN_BACK)),
                new Compensation<>(
                        Corrected.class,
                        TransactionView.TYPE,
                        (it, before) -> before.map(view -> new Correct(it.transactionId(), view.details())).stream()
                                .toList()),
                Compensation.of(
                        Cancelled.class, TransactionView.TYPE, it -> new Reinstate(it.transactionId(), TAKEN_BACK)),
                new Compensation<>(
                        Reinstated.class,
                        TransactionView.TYPE,
                        (it, before) -> List.of(new Cancel(
                                it.transactionId(),
                                before.map(TransactionView::reason).orElse(TAKEN_BACK)))));
    }

    private static String kind(TransactionView view) {
        return Ascii.toLowerCase(view.details().kind().name());
    }

    /** {@code CNY 1200.00, SO-4711, 12 chairs}. */
    private static String story(TransactionView view) {
        return Stream.of(
                        view.details().amount().toString(),
                        view.details().number(),
                        view.details().subject())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(", "));
    }
}
