package io.guanxi.application.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValues;
import io.guanxi.domain.schema.SchemaCommand.ChangeField;
import io.guanxi.domain.schema.SchemaCommand.DefineField;
import io.guanxi.domain.schema.SchemaCommand.Open;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.schema.SetFields;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormulasTest {

    private static final SchemaId CUSTOMER = SchemaId.of("customer");

    private final Crm crm = Trials.builder().erasable().build();
    private final CrmSession ann = crm.as(Trials.ANN);
    private final CustomerId acme = CustomerId.random();

    @BeforeEach
    void define() {
        ann.executeAll(List.of(
                Open.of("customer"),
                new DefineField(CUSTOMER, "seats", FieldShape.of(FieldType.NUMBER), FieldDetails.PLAIN),
                new DefineField(CUSTOMER, "since", FieldShape.of(FieldType.DATE), FieldDetails.PLAIN)));
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private void define(String name, FieldType type, String formula) {
        ann.execute(new DefineField(CUSTOMER, name, FieldShape.of(type), FieldDetails.PLAIN.withFormula(formula)));
    }

    private FieldValues custom() {
        return ann.views(CustomerView.TYPE).byId(acme).orElseThrow().custom();
    }

    @Test
    void whatIsComputedFollowsWhatItIsComputedOf() {
        define("price", FieldType.NUMBER, "custom.seats * 12.5");
        define("big", FieldType.FLAG, "employees > 100.0 && name.startsWith('Ac')");
        define("review", FieldType.DATE, "custom.since + duration('24h')");
        define("greeting", FieldType.TEXT, "'Dear ' + name");

        ann.execute(Register.organisation(acme, "Acme"));
        assertThat(custom().value()).containsOnlyKeys("greeting");
        var outcome = ann.execute(SetFields.of(acme).set("seats", 3).set("since", "2026-03-01"));
        assertThat(outcome.events()).hasSize(2);
        assertThat(outcome.version()).isEqualTo(4);
        assertThat(custom().get("price")).isEqualTo(new BigDecimal("37.5"));
        assertThat(custom().get("review")).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(custom().get("big")).isNull();

        ann.execute(new CustomerCommand.CorrectDetails(
                acme, CustomerDetails.named("Acme").withEmployees(120)));
        assertThat(custom().get("big")).isEqualTo(true);
        ann.execute(SetFields.of(acme).clear("seats"));
        assertThat(custom().get("price")).isNull();
        assertThat(ann.views(CustomerView.TYPE)
                        .count(ann.fields(CustomerView.TYPE).flag("big").is(true)))
                .isOne();
        assertThat(ann.execute(new CustomerCommand.Tag(acme, "vip")).events()).hasSize(1);
    }

    @Test
    void whatIsComputedIsNotSetAndNotTakenBackByItself() {
        define("price", FieldType.NUMBER, "custom.seats * 12.5");
        ann.execute(Register.organisation(acme, "Acme"));
        ann.execute(SetFields.of(acme).set("seats", 3));
        assertThatThrownBy(() -> ann.execute(SetFields.of(acme).set("price", 3)))
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(SchemaRule.FIELD_COMPUTED));
        UUID batch = UUID.randomUUID();
        ann.inBatch(batch).execute(SetFields.of(acme).set("seats", 4));
        assertThat(custom().get("price")).isEqualTo(new BigDecimal("50"));
        ann.undo(batch);
        assertThat(custom().get("price")).isEqualTo(new BigDecimal("37.5"));
    }

    @Test
    void anotherFormulaHoldsFromTheNextChangeOn() {
        define("price", FieldType.NUMBER, "custom.seats * 12.5");
        ann.execute(Register.organisation(acme, "Acme"));
        ann.execute(SetFields.of(acme).set("seats", 3));
        ann.execute(new ChangeField(CUSTOMER, "price", FieldDetails.PLAIN.withFormula("custom.seats / 0.0")));
        assertThat(custom().get("price")).isEqualTo(new BigDecimal("37.5"));
        ann.execute(new CustomerCommand.Tag(acme, "vip"));
        assertThat(custom().get("price")).isNull();
    }

    @Test
    void whatIsWrongWithAFormulaIsToldWhenItIsDefined() {
        for (String wrong : List.of(
                "custom.seats *",
                "custom.size * 2.0",
                "custom.seats * 2",
                "'text'",
                "custom.seats + name",
                "[1, 2].map(a, [1, 2].map(b, a))")) {
            assertThatThrownBy(() -> define("price", FieldType.NUMBER, wrong))
                    .as(wrong)
                    .isInstanceOf(CrmException.Invalid.class)
                    .hasMessageContaining("formula");
        }
        define("price", FieldType.NUMBER, "custom.seats * 2.0");
        assertThatThrownBy(() -> define("twice", FieldType.NUMBER, "custom.price * 2.0"))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() ->
                        ann.execute(new ChangeField(CUSTOMER, "price", FieldDetails.PLAIN.withFormula("custom.size"))))
                .isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> define("amount", FieldType.MONEY, "custom.seats"))
                .isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void withoutTheLanguageNothingIsComputed() {
        try (Crm without = Trials.builder().formulas(Formulas.NONE).build()) {
            CrmSession session = without.as(Trials.ANN);
            session.execute(Open.of("customer"));
            assertThatThrownBy(() -> session.execute(new DefineField(
                            CUSTOMER, "one", FieldShape.of(FieldType.NUMBER), FieldDetails.PLAIN.withFormula("1.0"))))
                    .isInstanceOf(CrmException.Invalid.class);
        }
    }

    @Test
    void whatIsComputedOfAPersonGoesWithThePerson() {
        define("greeting", FieldType.TEXT, "'Dear ' + name");
        ann.execute(Register.person(acme, "Li Lei"));
        assertThat(custom().get("greeting")).isEqualTo("Dear Li Lei");
        ann.erase(acme, "request 4711");
        assertThat(custom().isEmpty()).isTrue();
    }
}
