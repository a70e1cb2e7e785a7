package io.guanxi.application.imports;

import static java.util.Objects.requireNonNull;

import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.Line;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.opportunity.OpportunityCommand.Advance;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectDetails;
import io.guanxi.domain.opportunity.OpportunityCommand.CorrectOpening;
import io.guanxi.domain.opportunity.OpportunityCommand.Invalidate;
import io.guanxi.domain.opportunity.OpportunityCommand.Lose;
import io.guanxi.domain.opportunity.OpportunityCommand.MoveCloseDate;
import io.guanxi.domain.opportunity.OpportunityCommand.Open;
import io.guanxi.domain.opportunity.OpportunityCommand.Reopen;
import io.guanxi.domain.opportunity.OpportunityCommand.ReplaceLines;
import io.guanxi.domain.opportunity.OpportunityCommand.ReviseAmount;
import io.guanxi.domain.opportunity.OpportunityCommand.RollBack;
import io.guanxi.domain.opportunity.OpportunityCommand.TransferOwner;
import io.guanxi.domain.opportunity.OpportunityCommand.Win;
import io.guanxi.domain.opportunity.OpportunityDetails;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.opportunity.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities. A deal is opened on its first day, goes to its stage, and is closed on its last; a product becomes its one line at
 * the deal's amount.
 */
final class DealRows extends Rows<OpportunityView> {

    private static final String REASON_UNKNOWN = "not told by the import";
    private static final String CORRECTED = "corrected by the import";

    private final Terms terms;

    DealRows(Terms terms) {
        this.terms = terms;
    }

    /** Where a deal is: in a stage, or at an end and perhaps in a stage before it. */
    private record Place(@Nullable String stage, Status status) {}

    @Override
    RecordKind kind() {
        return RecordKind.OPPORTUNITY;
    }

    @Override
    ViewType<OpportunityView> type() {
        return OpportunityView.TYPE;
    }

    @Override
    String natural(Cells cells) {
        Ref customer = customer(cells);
        return cells.required(ColumnField.NAME) + "\n" + (customer == null ? "" : customer.told());
    }

    @Override
    List<Ref> refs(Cells cells) {
        return Stream.of(customer(cells), product(cells))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Who may buy: by what says it best. */
    private static @Nullable Ref customer(Cells cells) {
        Ref customer = Ref.customer(cells);
        return customer != null ? customer : Ref.of(RecordKind.ACTIVITY, cells.text(ColumnField.ACTIVITY_ID), null);
    }

    private static @Nullable Ref product(Cells cells) {
        return Ref.of(RecordKind.PRODUCT, null, cells.text(ColumnField.PRODUCT));
    }

    @Override
    boolean isGone(OpportunityView view) {
        return view.status() == Status.INVALID;
    }

    @Override
    List<Command> removal(OpportunityView view, String reason) {
        return view.status() == Status.OPEN
                ? List.of(new Invalidate(view.id(), reason))
                : List.of(new Reopen(view.id(), reason), new Invalidate(view.id(), reason));
    }

    @Override
    List<Dated> changes(Told row, @Nullable OpportunityView known, Found refs) {
        Cells cells = row.cells();
        Place place = place(row, known);
        LocalDate close = cells.date(ColumnField.CLOSE_DATE);
        LocalDate opened = cells.date(ColumnField.OPENED_ON);
        Money amount = cells.read(ColumnField.AMOUNT, cells::money);
        CustomerId customer = refs.customer(customer(cells));
        String product = refs.product(product(cells));
        String owner = cells.text(ColumnField.OWNER);
        String reason = cells.text(ColumnField.REASON);
        cells.text(ColumnField.ID);
        cells.created();
        List<Line> lines =
                product == null || amount == null ? List.of() : List.of(Line.of("1", product, BigDecimal.ONE, amount));
        boolean open = place.status() == Status.OPEN;
        Instant ended = open || close == null ? cells.changed() : start(close);
        Deeds deeds = new Deeds(cells.author());
        if (known == null) {
            OpportunityId id = new OpportunityId(row.id());
            Instant begun = begun(cells, opened, close);
            deeds.add(
                    begun,
                    new Open(
                            id,
                            customer,
                            details(cells, row, null, product != null && lines.isEmpty() ? product : null),
                            terms.pipeline().id(),
                            null,
                            owner,
                            lines.isEmpty() ? amount : null,
                            open ? close : null,
                            lines));
            String first = terms.pipeline().first().code();
            if (place.stage() != null && !place.stage().equals(first)) {
                deeds.add(begun, new Advance(id, place.stage()));
            }
            end(deeds, id, place, reason, ended.isBefore(begun) ? begun : ended);
            return deeds.all();
        }
        Deeds corrections = new Deeds(cells.author());
        correct(
                corrections,
                cells.changed(),
                known,
                place,
                details(
                        cells,
                        row,
                        known,
                        product != null && lines.isEmpty() && known.lines().isEmpty() ? product : null),
                customer,
                owner,
                amount,
                lines,
                opened,
                open ? close : null);
        boolean same = known.status() == place.status()
                && (open || close == null || close.equals(known.closedOn()))
                && (reason == null || reason.equals(known.endReason()));
        if (corrections.all().isEmpty() && same) {
            return List.of();
        }
        if (known.status() != Status.OPEN) {
            deeds.add(
                    known.closedOn() == null ? terms.now() : start(known.closedOn()),
                    new Reopen(known.id(), CORRECTED));
        }
        corrections.all().forEach(each -> deeds.add(each.happenedAt(), each.command()));
        String why = reason == null ? known.endReason() : reason;
        end(deeds, known.id(), place, why, close == null && known.closedOn() != null ? start(known.closedOn()) : ended);
        return deeds.all();
    }

    private void correct(
            Deeds deeds,
            Instant at,
            OpportunityView known,
            Place place,
            OpportunityDetails details,
            @Nullable CustomerId customer,
            @Nullable String owner,
            @Nullable Money amount,
            List<Line> lines,
            @Nullable LocalDate opened,
            @Nullable LocalDate expected) {
        OpportunityId id = known.id();
        if (!details.equals(known.details())) {
            deeds.add(at, new CorrectDetails(id, details));
        }
        if (customer != null && !customer.equals(known.customer())) {
            deeds.add(at, new AssignCustomer(id, customer));
        }
        if (owner != null && !owner.equals(known.owner())) {
            deeds.add(at, known.owner() == null ? new AssignOwner(id, owner) : new TransferOwner(id, owner));
        }
        boolean sameSum = amount == null || amount.equals(known.amount());
        if (!lines.isEmpty() && !(sameSum && sameProducts(lines, known.lines()))) {
            deeds.add(at, new ReplaceLines(id, lines));
        } else if (lines.isEmpty() && !sameSum) {
            deeds.add(at, new ReviseAmount(id, amount));
        }
        if (opened != null && !opened.equals(known.openedOn())) {
            deeds.add(at, new CorrectOpening(id, opened));
        }
        if (expected != null && !expected.equals(known.expectedClose())) {
            deeds.add(at, new MoveCloseDate(id, expected));
        }
        if (place.stage() != null && !place.stage().equals(known.stage().code())) {
            deeds.add(
                    at,
                    isAhead(place.stage(), known) ? new Advance(id, place.stage()) : new RollBack(id, place.stage()));
        }
    }

    private static boolean sameProducts(List<Line> lines, List<Line> known) {
        return known.stream()
                .map(Line::product)
                .toList()
                .equals(lines.stream().map(Line::product).toList());
    }

    private boolean isAhead(String stage, OpportunityView known) {
        List<String> codes = terms.pipeline().stages().stream().map(Stage::code).toList();
        return codes.indexOf(stage) > codes.indexOf(known.stage().code());
    }

    private static void end(Deeds deeds, OpportunityId id, Place place, @Nullable String reason, Instant at) {
        String why = reason == null ? REASON_UNKNOWN : reason;
        switch (place.status()) {
            case WON -> deeds.add(at, new Win(id, null));
            case LOST -> deeds.add(at, new Lose(id, why));
            case INVALID -> deeds.add(at, new Invalidate(id, why));
            case OPEN, UNKNOWN -> {}
        }
    }

    private OpportunityDetails details(
            Cells cells, Told row, @Nullable OpportunityView known, @Nullable String unpriced) {
        String name = cells.text(ColumnField.NAME);
        OpportunityDetails before =
                known == null ? OpportunityDetails.named(name == null ? row.original() : name) : known.details();
        String kind = cells.text(ColumnField.TYPE);
        String source = cells.text(ColumnField.SOURCE);
        String step = cells.text(ColumnField.NEXT_STEP);
        String said = String.join("\n", cells.texts(ColumnField.REMARK));
        String rest = cells.withRest(said.isEmpty() ? null : said);
        if (unpriced != null) {
            String line = cells.name(ColumnField.PRODUCT) + ": " + unpriced;
            rest = rest == null ? line : rest + "\n" + line;
        }
        return new OpportunityDetails(
                name == null ? before.name() : name,
                kind == null ? before.kind() : kind,
                source == null ? before.source() : source,
                step == null ? before.nextStep() : step,
                rest == null ? before.remark() : rest);
    }

    /** On the first day that is told; of a deal that has closed or should have, not after that. */
    private Instant begun(Cells cells, @Nullable LocalDate opened, @Nullable LocalDate close) {
        cells.changed();
        Instant created = cells.created();
        if (opened != null) {
            return start(opened);
        }
        return close != null && start(close).isBefore(created) ? start(close) : created;
    }

    private Place place(Told row, @Nullable OpportunityView known) {
        Cells cells = row.cells();
        String said = cells.text(ColumnField.STAGE);
        if (said == null) {
            return new Place(null, known == null || (isGone(known) && row.isBack()) ? Status.OPEN : known.status());
        }
        if (known != null && Terms.key(said).equals(Terms.key(known.stage().code()))) {
            return new Place(known.stage().code(), Status.OPEN); // perhaps of a pipeline that is none of this import's
        }
        String stage = terms.meaning(said).orElse(said);
        String key = Terms.key(stage);
        Status end = switch (key) {
            case "won", "closedwon", "赢单", "成交", "已成交", "成功" -> Status.WON;
            case "lost", "closedlost", "输单", "失败", "丢单" -> Status.LOST;
            case "invalid", "无效" -> Status.INVALID;
            default -> null;
        };
        if (end != null) {
            return new Place(null, end);
        }
        List<Stage> exact = terms.pipeline().stages().stream()
                .filter(each -> key.equals(Terms.key(each.code())) || key.equals(Terms.key(each.name())))
                .toList();
        List<Stage> alike = !exact.isEmpty()
                ? exact
                : terms.pipeline().stages().stream()
                        .filter(each -> key.startsWith(Terms.key(each.name())))
                        .toList();
        if (alike.size() != 1) {
            throw new RowException(
                    cells.name(ColumnField.STAGE),
                    '"' + said + "\" is none of the stages "
                            + terms.pipeline().stages().stream()
                                    .map(Stage::name)
                                    .toList() + ", won or lost; say what it means");
        }
        return new Place(alike.get(0).code(), Status.OPEN);
    }

    private static Instant start(LocalDate day) {
        return requireNonNull(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    Filter<OpportunityView> having(ColumnField field, Set<String> values) {
        return field == ColumnField.NAME ? oneOf(OpportunityView.NAME, values) : super.having(field, values);
    }

    @Override
    Set<String> values(ColumnField field, OpportunityView view) {
        return Set.of(view.details().name());
    }
}
