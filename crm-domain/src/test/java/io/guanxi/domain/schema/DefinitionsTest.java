package io.guanxi.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What a schema says of values. */
class DefinitionsTest {

    private static final CustomerId ACME = CustomerId.random();
    private static final Definitions FIELDS = Definitions.NONE
            .with(field("region", FieldType.CHOICE, withRetired(), "text4"))
            .with(field("seats", FieldType.NUMBER, FieldDetails.PLAIN.withMin(BigDecimal.ONE), "number3"))
            .with(field(
                    "code",
                    FieldType.TEXT,
                    FieldDetails.PLAIN.withPattern("[A-Z]{2}").withMaxLength(5),
                    "text5"))
            .with(field("budget", FieldType.MONEY, FieldDetails.PLAIN.withInitial("EUR 10.00"), "number4", "text6"))
            .with(field("since", FieldType.DATE, FieldDetails.PLAIN, "date2"))
            .with(field("seen", FieldType.INSTANT, FieldDetails.PLAIN, "instant2"))
            .with(field("gold", FieldType.FLAG, FieldDetails.PLAIN, "flag1"))
            .with(field("channels", FieldType.CHOICES, FieldDetails.choosing("mail", "shop"), "text7"))
            .with(new FieldDefinition(
                    "partner",
                    new FieldShape(FieldType.REFERENCE, Lookup.FILTER, false, "customer"),
                    FieldDetails.PLAIN,
                    List.of("reference2"),
                    false))
            .with(new FieldDefinition(
                    "nickname",
                    new FieldShape(FieldType.TEXT, Lookup.NONE, true, null),
                    FieldDetails.PLAIN,
                    List.of(),
                    false));

    private static FieldDetails withRetired() {
        return FieldDetails.PLAIN.withChoices(
                List.of(Choice.of("north"), Choice.of("south"), new Choice("west", Map.of(), true)));
    }

    private static FieldDefinition field(String name, FieldType type, FieldDetails details, String... slots) {
        return new FieldDefinition(name, FieldShape.of(type), details, List.of(slots), false);
    }

    private static FieldsSet decide(SetFields command, FieldValues before) {
        return FIELDS.decide(command, before, "customer", 9).orElseThrow();
    }

    private static SetFields set(String field, Object value) {
        return SetFields.of(ACME).set(field, value);
    }

    private static void requireInvalid(SetFields command, String field, String rule) {
        CrmException.Invalid invalid = catchThrowableOfType(
                CrmException.Invalid.class, () -> FIELDS.decide(command, FieldValues.NONE, "customer", 9));
        assertThat(invalid).as("%s", command).isNotNull();
        assertThat(invalid.violations())
                .extracting(Violation::field, Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, rule));
    }

    @Test
    void valuesAreReadByTheirTypes() {
        UUID partner = UUID.randomUUID();
        SetFields texts = SetFields.of(ACME)
                .set("region", "north")
                .set("seats", 12)
                .set("budget", Map.of("amount", new BigDecimal("12.5"), "currency", "EUR"))
                .set("since", "2026-03-01")
                .set("seen", "2026-03-01T12:00:00+08:00")
                .set("gold", true)
                .set("channels", List.of("shop", "mail"))
                .set("partner", partner.toString());
        SetFields values = SetFields.of(ACME)
                .set("region", "north")
                .set("seats", new BigDecimal("12.000"))
                .set("budget", Money.parse("EUR 12.50"))
                .set("since", LocalDate.of(2026, 3, 1))
                .set("seen", Instant.parse("2026-03-01T04:00:00Z"))
                .set("gold", true)
                .set("channels", Set.of("mail", "shop"))
                .set("partner", new CustomerId(partner));

        FieldsSet event = decide(texts, FieldValues.NONE);

        assertThat(event).isEqualTo(decide(values, FieldValues.NONE));
        assertThat(event.feature()).isEqualTo("customer");
        assertThat(event.schema()).isEqualTo(9);
        FieldValues after = FieldValues.NONE.after(event);
        assertThat(after.get("seats")).isEqualTo(new BigDecimal("12"));
        assertThat(after.at("number4")).isEqualTo(new BigDecimal("12.50"));
        assertThat(after.at("text6")).isEqualTo("EUR");
        assertThat(after.get("partner")).isEqualTo(partner);
        assertThat(FIELDS.decide(values, after, "customer", 9)).isEmpty();
    }

    @Test
    void whatCannotBeIsToldByFieldAndRule() {
        requireInvalid(set("size", 1), "size", "unknown");
        requireInvalid(SetFields.of(ACME).clear("size"), "size", "unknown");
        requireInvalid(set("seats", "many"), "seats", "type");
        requireInvalid(set("seats", 0), "seats", "range");
        requireInvalid(set("seats", "1e999999999"), "seats", "range");
        requireInvalid(set("seats", "1.123456789"), "seats", "scale");
        requireInvalid(set("code", 7), "code", "type");
        requireInvalid(set("code", " "), "code", "required");
        requireInvalid(set("code", "ABCDEF"), "code", "length");
        requireInvalid(set("code", "ab"), "code", "pattern");
        requireInvalid(set("region", "east"), "region", "unknown");
        requireInvalid(set("region", "west"), "region", "retired");
        requireInvalid(set("channels", List.of("mail", "fax")), "channels", "unknown");
        requireInvalid(set("channels", List.of()), "channels", "required");
        requireInvalid(set("since", "yesterday"), "since", "type");
        requireInvalid(set("gold", "yes"), "gold", "type");
        requireInvalid(set("budget", Map.of("amount", 1)), "budget", "type");
        requireInvalid(set("budget", "XXY 1"), "budget", "type");
        requireInvalid(set("partner", "acme"), "partner", "type");
        assertThatThrownBy(() -> set("gold", true).clear("gold")).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        Definitions evil = Definitions.NONE.with(
                field("evil", FieldType.TEXT, FieldDetails.PLAIN.withPattern("(.*a){15}b"), "text4"));
        assertThatThrownBy(() -> evil.decide(set("evil", "a".repeat(200)), FieldValues.NONE, "customer", 1))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("short time");
    }

    @Test
    void aRetiredChoiceStaysWhereItWasChosen() {
        FieldValues before =
                new FieldValues(Map.of("region", new FieldValue(FieldType.CHOICE, List.of("text4"), "west")));
        FieldsSet event = decide(set("region", "west").set("gold", true), before);
        assertThat(event.values().keySet()).containsExactly("gold");
    }

    @Test
    void whatTellsOfAPersonStandsApart() {
        FieldsSet event = decide(set("nickname", "Lei").set("gold", true), FieldValues.NONE);
        assertThat(event.values().keySet()).containsExactly("gold");
        assertThat(event.personal().keySet()).containsExactly("nickname");
    }

    @Test
    void aValueIsTakenAway() {
        FieldValues before = FieldValues.NONE.after(decide(set("gold", true).set("seats", 3), FieldValues.NONE));
        FieldsSet event = decide(SetFields.of(ACME).clear("gold").clear("code"), before);
        assertThat(event.cleared()).containsExactly("gold");
        assertThat(before.after(event).value().keySet()).containsExactly("seats");
    }

    @Test
    void whatIsRequiredIsNotLeftOut() {
        Definitions required =
                FIELDS.with(field("code", FieldType.TEXT, FieldDetails.PLAIN.withRequired(true), "text5"));
        assertThatThrownBy(() -> required.decide(set("gold", true), FieldValues.NONE, "customer", 9))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(SchemaRule.FIELD_REQUIRED));
        FieldValues before = FieldValues.NONE.after(required.decide(set("code", "A"), FieldValues.NONE, "customer", 9)
                .orElseThrow());
        assertThat(required.decide(set("gold", true), before, "customer", 9)).isPresent();
        assertThatThrownBy(() -> required.decide(SetFields.of(ACME).clear("code"), before, "customer", 9))
                .isInstanceOf(CrmException.Refused.class);
    }

    @Test
    void aDeprecatedFieldIsClearedAndNotSet() {
        FieldValues before = FieldValues.NONE.after(decide(set("gold", true), FieldValues.NONE));
        Definitions later = FIELDS.with(FIELDS.find("gold").orElseThrow().deprecated(true));
        assertThatThrownBy(() -> later.decide(set("gold", false), before, "customer", 10))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(SchemaRule.FIELD_DEPRECATED));
        assertThat(later.decide(SetFields.of(ACME).clear("gold"), before, "customer", 10))
                .isPresent();
    }

    @Test
    void whatBecomesKnownHasTheInitialValues() {
        assertThat(FIELDS.initial(ACME, "customer", 9).orElseThrow().values()).containsOnlyKeys("budget");
        assertThat(Definitions.NONE.initial(ACME, "customer", 0)).isEmpty();
    }
}
