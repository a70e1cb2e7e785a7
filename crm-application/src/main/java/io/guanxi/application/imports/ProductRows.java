package io.guanxi.application.imports;

import io.guanxi.application.Dated;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.product.Product.Status;
import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Products: their original id is their number; without one, their name is. */
final class ProductRows extends Rows<ProductView> {

    @Override
    RecordKind kind() {
        return RecordKind.PRODUCT;
    }

    @Override
    ViewType<ProductView> type() {
        return ProductView.TYPE;
    }

    @Override
    String natural(Cells cells) {
        return cells.required(ColumnField.NAME);
    }

    @Override
    boolean isGone(ProductView view) {
        return view.status() == Status.RETIRED;
    }

    @Override
    List<Command> removal(ProductView view, String reason) {
        return List.of(new ProductCommand.Retire(view.id()));
    }

    @Override
    List<Dated> changes(Told row, @Nullable ProductView known, Found refs) {
        Cells cells = row.cells();
        cells.text(ColumnField.ID);
        String name = cells.text(ColumnField.NAME);
        String category = cells.text(ColumnField.CATEGORY);
        Money price = cells.read(ColumnField.AMOUNT, cells::money);
        Boolean active = cells.read(ColumnField.STATUS, Cells::flag);
        Deeds deeds = new Deeds(cells.author());
        if (known == null) {
            Instant at = cells.created();
            ProductId id = new ProductId(row.id());
            String shown = name == null ? row.original() : name;
            deeds.add(at, new ProductCommand.List(id, new ProductDetails(row.original(), shown, category, price)));
            if (Boolean.FALSE.equals(active)) {
                deeds.add(at, new ProductCommand.Retire(id));
            }
            return deeds.all();
        }
        Instant at = cells.changed();
        ProductDetails before = known.details();
        ProductDetails after = new ProductDetails(
                before.sku(),
                name == null ? before.name() : name,
                category == null ? before.category() : category,
                price == null ? before.listPrice() : price);
        boolean listed = known.status() == Status.LISTED;
        boolean wanted = active == null ? listed || row.isBack() : active;
        boolean corrected = !after.equals(before);
        if (!listed && (wanted || corrected)) {
            deeds.add(at, new ProductCommand.Relist(known.id()));
        }
        if (corrected) {
            deeds.add(at, new ProductCommand.Revise(known.id(), after));
        }
        if (!wanted && (listed || corrected)) {
            deeds.add(at, new ProductCommand.Retire(known.id()));
        }
        return deeds.all();
    }

    /** There is one product of a number, under whatever id it came. */
    @Override
    List<ColumnField> foundBy(@Nullable ColumnField wanted) {
        return wanted == null || wanted == ColumnField.ID ? List.of(ColumnField.ID) : List.of(ColumnField.ID, wanted);
    }

    @Override
    Set<String> values(ColumnField field, Cells cells) {
        String number = cells.text(field);
        String text = number == null ? cells.text(ColumnField.NAME) : number;
        return text == null ? Set.of() : Set.of(text);
    }

    @Override
    Filter<ProductView> having(ColumnField field, Set<String> values) {
        return switch (field) {
            case ID -> oneOf(ProductView.SKU, values);
            case NAME -> oneOf(ProductView.NAME, values);
            default -> super.having(field, values);
        };
    }

    @Override
    Set<String> values(ColumnField field, ProductView view) {
        return Set.of(
                field == ColumnField.ID ? view.details().sku() : view.details().name());
    }
}
