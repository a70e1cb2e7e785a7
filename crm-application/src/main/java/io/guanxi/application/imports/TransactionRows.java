package io.guanxi.application.imports;

import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.transaction.Transaction.Status;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Transactions: orders, unless a row says otherwise. Their number is their original id, where they have no other. */
final class TransactionRows extends Rows<TransactionView> {

    private static final String CANCELLED = "cancelled, as the import tells";
    private static final String REINSTATED = "there again, as the import tells";

    private final Terms terms;

    TransactionRows(Terms terms) {
        this.terms = terms;
    }

    @Override
    RecordKind kind() {
        return RecordKind.TRANSACTION;
    }

    @Override
    ViewType<TransactionView> type() {
        return TransactionView.TYPE;
    }

    @Override
    @Nullable
    String original(Cells cells) {
        String id = cells.text(ColumnField.ID);
        return id == null ? cells.text(ColumnField.NAME) : id;
    }

    @Override
    String natural(Cells cells) {
        return cells.whole();
    }

    @Override
    List<Ref> refs(Cells cells) {
        return Stream.ofNullable(Ref.customer(cells)).toList();
    }

    @Override
    boolean isGone(TransactionView view) {
        return view.status() == Status.CANCELLED;
    }

    @Override
    List<Command> removal(TransactionView view, String reason) {
        return List.of(new TransactionCommand.Cancel(view.id(), reason));
    }

    @Override
    List<Dated> changes(Told row, @Nullable TransactionView known, Found refs) {
        Cells cells = row.cells();
        CustomerId customer = refs.customer(Ref.customer(cells));
        Instant held = cells.moment(ColumnField.HELD_AT);
        Instant created = cells.created();
        Instant changed = cells.changed();
        Optional<Boolean> cancelled = cells.perhaps(ColumnField.STATUS, TransactionRows::isCancelled);
        Deeds deeds = new Deeds(cells.author());
        TransactionDetails details = details(cells, known == null ? null : known.details());
        if (known == null) {
            if (customer == null) {
                throw new RowException(null, "names no customer whose it is");
            }
            Instant at = held == null ? created : held;
            TransactionId id = new TransactionId(row.id());
            deeds.add(at, new TransactionCommand.Book(id, customer, details));
            if (cancelled.orElse(false)) {
                deeds.add(changed, new TransactionCommand.Cancel(id, CANCELLED));
            }
            return deeds.all();
        }
        boolean valid = known.status() == Status.VALID;
        boolean wanted = cancelled.map(each -> !each).orElse(valid || row.isBack());
        boolean reinstated = !valid && (wanted || row.again());
        if (reinstated) {
            if (customer != null && !customer.equals(known.customer())) {
                throw new RowException(null, "was cancelled here, and is another customer's, whose it stays");
            }
            deeds.add(changed, new TransactionCommand.Reinstate(known.id(), REINSTATED));
        }
        if (!details.equals(known.details())) {
            deeds.add(changed, new TransactionCommand.Correct(known.id(), details));
        }
        if (!wanted && (valid || reinstated)) {
            deeds.add(changed, new TransactionCommand.Cancel(known.id(), CANCELLED));
        }
        return deeds.all();
    }

    private TransactionDetails details(Cells cells, @Nullable TransactionDetails before) {
        TransactionKind kind = cells.read(ColumnField.TYPE, TransactionRows::kind);
        Money amount = cells.read(ColumnField.AMOUNT, cells::money);
        String source = cells.text(ColumnField.SOURCE);
        String number = number(cells);
        String channel = cells.text(ColumnField.CHANNEL);
        String subject = cells.withRest(cells.text(ColumnField.SUBJECT));
        if (before != null) {
            return new TransactionDetails(
                    kind == null ? before.kind() : kind,
                    amount == null ? before.amount() : amount,
                    source == null ? before.source() : source,
                    number == null ? before.number() : number,
                    channel == null ? before.channel() : channel,
                    before.order(),
                    subject == null ? before.subject() : subject);
        }
        if (amount == null) {
            throw new RowException(cells.name(ColumnField.AMOUNT), "is empty");
        }
        return new TransactionDetails(
                Objects.requireNonNullElse(kind, TransactionKind.ORDER),
                amount,
                source == null ? terms.source() : source,
                number,
                channel,
                null,
                subject);
    }

    private static @Nullable String number(Cells cells) {
        String number = cells.text(ColumnField.NAME);
        String id = cells.text(ColumnField.ID);
        return number != null || id == null || Ids.isOurs(id) ? number : id;
    }

    private static TransactionKind kind(String said) {
        return switch (Terms.key(said)) {
            case "order", "salesorder", "sale", "purchase", "订单", "销售订单", "购买" -> TransactionKind.ORDER;
            case "return", "returned", "退货", "退货单" -> TransactionKind.RETURN;
            case "payment", "receipt", "paid", "付款", "回款", "收款" -> TransactionKind.PAYMENT;
            case "refund", "refunded", "退款" -> TransactionKind.REFUND;
            default -> throw new CrmException.Invalid("type", "unknown", "must be order, return, payment or refund");
        };
    }

    /** What says neither is kept in words. */
    private static Boolean isCancelled(String said) {
        return switch (Terms.key(said)) {
            case "cancelled", "canceled", "void", "voided", "已取消", "取消", "作废" -> true;
            case "valid", "有效" -> false;
            default -> throw new CrmException.Invalid("status", "unknown", "must be valid or cancelled");
        };
    }
}
