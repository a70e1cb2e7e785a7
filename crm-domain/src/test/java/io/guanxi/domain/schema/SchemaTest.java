package io.guanxi.domain.schema;

import static io.guanxi.domain.schema.SchemaArbitraries.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.schema.SchemaCommand.ChangeField;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.DeprecateField;
import io.guanxi.domain.schema.SchemaCommand.NoteReads;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaCommand.ReviveField;
import io.guanxi.domain.schema.SchemaEvent.FieldChanged;
import io.guanxi.domain.schema.SchemaEvent.FieldDefined;
import io.guanxi.domain.schema.SchemaEvent.FieldDeprecated;
import io.guanxi.domain.schema.SchemaEvent.FieldRevived;
import io.guanxi.domain.schema.SchemaEvent.FieldsRead;
import io.guanxi.domain.schema.SchemaEvent.Opened;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Opened OPENED = new Opened(CUSTOMER, "customer");
    private static final FieldShape CHOICE = FieldShape.of(FieldType.CHOICE);
    private static final FieldDetails TWO = FieldDetails.choosing("north", "south");
    private static final FieldDefined REGION = defined("region", CHOICE, TWO, "text4");

    private static FieldDefined defined(String name, FieldShape shape, FieldDetails details, String... slots) {
        return new FieldDefined(CUSTOMER, new FieldDefinition(name, shape, details, List.of(slots), false));
    }

    private static DefineField define(String name, FieldShape shape, FieldDetails details) {
        return new DefineField(CUSTOMER, name, shape, details);
    }

    private static DeciderSpec<SchemaCommand, SchemaEvent, Schema> given(SchemaEvent... events) {
        return DeciderSpec.of(Schema.DECIDER).given(events);
    }

    @Test
    void aListIsBegunOnce() {
        given().when(Open.of("customer")).then(OPENED);
        given(OPENED).when(Open.of("customer")).thenNothing();
        given().when(define("region", CHOICE, TWO)).thenNotFound();
        given().when(new Open(CUSTOMER, "ticket")).thenInvalid("feature", "identity");
    }

    @Test
    void aFieldTakesASlotOfItsKind() {
        given(OPENED).when(define("region", CHOICE, TWO)).then(REGION);
        given(OPENED, REGION)
                .when(define("budget", FieldShape.of(FieldType.MONEY).indexed(), FieldDetails.PLAIN))
                .then(defined(
                        "budget", FieldShape.of(FieldType.MONEY).indexed(), FieldDetails.PLAIN, "number1", "text5"));
        FieldShape shown = new FieldShape(FieldType.TEXT, Lookup.NONE, false, null);
        given(OPENED)
                .when(define("motto", shown, FieldDetails.PLAIN))
                .then(defined("motto", shown, FieldDetails.PLAIN));
    }

    @Test
    void aNameIsUniqueAndAShapeNeverChanges() {
        given(OPENED, REGION).when(define("region", CHOICE, TWO)).thenNothing();
        given(OPENED, REGION)
                .when(define("region", CHOICE, FieldDetails.choosing("north")))
                .thenRefused(SchemaRule.FIELD_EXISTS);
        given(OPENED, REGION)
                .when(define("region", FieldShape.of(FieldType.TEXT), FieldDetails.PLAIN))
                .thenRefused(SchemaRule.SHAPE_NEVER_CHANGES);
        given(OPENED, REGION).when(define("region", CHOICE.indexed(), TWO)).thenRefused(SchemaRule.SHAPE_NEVER_CHANGES);
        assertThatThrownBy(() -> define("Region", CHOICE, TWO)).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void whenNoSlotIsLeftThatIsSaidBeforeAnythingIsWritten() {
        List<SchemaEvent> events = new ArrayList<>(List.of(OPENED));
        for (int i = 1; i <= SlotKind.FLAG.plain().size(); i++) {
            events.add(defined("flag" + i, FieldShape.of(FieldType.FLAG), FieldDetails.PLAIN, "flag" + i));
        }
        events.add(new FieldDeprecated(CUSTOMER, "flag1"));
        given(events.toArray(SchemaEvent[]::new))
                .when(define("one_more", FieldShape.of(FieldType.FLAG), FieldDetails.PLAIN))
                .thenRefused(SchemaRule.NO_SLOT_LEFT);
    }

    @Test
    void thereAreNotTooManyFields() {
        FieldShape shown = new FieldShape(FieldType.TEXT, Lookup.NONE, false, null);
        List<SchemaEvent> events = new ArrayList<>(List.of(OPENED));
        for (int i = 1; i <= Schema.MAX_FIELDS; i++) {
            events.add(defined("f" + i, shown, FieldDetails.PLAIN));
        }
        given(events.toArray(SchemaEvent[]::new))
                .when(define("one_more", shown, FieldDetails.PLAIN))
                .thenRefused(SchemaRule.TOO_MANY_FIELDS);
    }

    @Test
    void whatWasAskedForIsNotedAndChangesNoField() {
        LocalDate day = LocalDate.of(2026, 3, 1);
        Map<String, Long> asked = Map.of("name", 1L, "custom.region", 5L);
        NoteReads note = new NoteReads(CUSTOMER, "customer", day, 5, asked);
        given().when(note).thenNotFound();
        given(OPENED, REGION).when(note).then(new FieldsRead(CUSTOMER, "customer", day, 5, asked));
        given(OPENED, REGION, new FieldsRead(CUSTOMER, "customer", day, 5, asked))
                .when(define("region", CHOICE, TWO))
                .thenNothing();
        for (long wrong : new long[] {0, 4}) {
            assertThatThrownBy(() -> new NoteReads(CUSTOMER, "customer", day, wrong, asked))
                    .isInstanceOf(CrmException.Invalid.class);
        }
        assertThatThrownBy(() -> new NoteReads(CUSTOMER, "customer", day, 4, Map.of("name", 0L)))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void detailsChangeAndChoicesAreRetired() {
        FieldDetails labelled = TWO.withLabels(Map.of("zh-CN", "大区"));
        given(OPENED, REGION)
                .when(new ChangeField(CUSTOMER, "region", labelled))
                .then(new FieldChanged(CUSTOMER, "region", labelled));
        given(OPENED, REGION).when(new ChangeField(CUSTOMER, "region", TWO)).thenNothing();
        given(OPENED, REGION)
                .when(new ChangeField(CUSTOMER, "region", FieldDetails.choosing("north")))
                .thenRefused(SchemaRule.CHOICE_MAY_BE_IN_USE);
        given(OPENED, REGION).when(new ChangeField(CUSTOMER, "size", TWO)).thenNotFound();
    }

    @Test
    void detailsFitTheType() {
        given(OPENED).when(define("region", CHOICE, FieldDetails.PLAIN)).thenInvalid("choices", "type");
        given(OPENED)
                .when(define("size", FieldShape.of(FieldType.NUMBER), FieldDetails.PLAIN.withPattern("a")))
                .thenInvalid("pattern", "type");
        given(OPENED)
                .when(define("motto", FieldShape.of(FieldType.TEXT), FieldDetails.PLAIN.withMin(BigDecimal.ONE)))
                .thenInvalid("min", "type");
        given(OPENED)
                .when(define("motto", FieldShape.of(FieldType.TEXT).indexed(), FieldDetails.PLAIN.withMaxLength(500)))
                .thenInvalid("maxLength", "range");
        given(OPENED).when(define("region", CHOICE, TWO.withInitial("west"))).thenInvalid("initial", "unknown");
        assertThatThrownBy(() -> FieldShape.of(FieldType.REFERENCE)).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> FieldShape.of(FieldType.FLAG).indexed()).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> FieldDetails.PLAIN.withPattern("(")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> FieldDetails.choosing("a", "a")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> FieldDetails.PLAIN.withLabels(Map.of("Chinese", "a")))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void aFieldIsDeprecatedAndRevived() {
        FieldDeprecated deprecated = new FieldDeprecated(CUSTOMER, "region");
        given(OPENED, REGION).when(new DeprecateField(CUSTOMER, "region")).then(deprecated);
        given(OPENED, REGION, deprecated)
                .when(new DeprecateField(CUSTOMER, "region"))
                .thenNothing();
        given(OPENED, REGION, deprecated)
                .when(new ReviveField(CUSTOMER, "region"))
                .then(new FieldRevived(CUSTOMER, "region"));
        given(OPENED, REGION).when(new ReviveField(CUSTOMER, "region")).thenNothing();
        given(OPENED, REGION, deprecated)
                .when(new ChangeField(CUSTOMER, "region", TWO.withRequired(true)))
                .thenRefused(SchemaRule.FIELD_DEPRECATED);
        given(OPENED, REGION, deprecated).when(define("region", CHOICE, TWO)).thenRefused(SchemaRule.FIELD_EXISTS);
        assertThat(given(OPENED, REGION, deprecated).state().fields().find("region"))
                .isPresent();
    }
}
