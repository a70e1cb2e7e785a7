package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.schema.Labels;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final SchemaId CUSTOMER = SchemaId.of("customer");

    @Test
    void everythingBuiltInIsCalledSomethingInChinese() {
        List<String> missing = new ArrayList<>();
        for (Feature feature : BuiltIn.features()) {
            for (ViewType<?> type : feature.views()) {
                require(type + "", Labels.of(type, CHINESE), missing);
                for (Attribute<?, ?> each : type.attributes().values()) {
                    if (each.field() == null) {
                        require(type + "." + each, Labels.of(type, each, CHINESE), missing);
                        each.constants()
                                .forEach(constant -> require(
                                        type + "." + each + "." + constant,
                                        Labels.of(type, each, constant, CHINESE),
                                        missing));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static void require(String what, String label, List<String> missing) {
        if (label.codePoints().noneMatch(Character::isIdeographic)) {
            missing.add(what);
        }
    }

    @Test
    void inEnglishThingsAreCalledAsTheyAreNamed() {
        assertThat(Labels.of(CustomerView.TYPE, CustomerView.NEXT_CONTACT, Locale.ENGLISH))
                .isEqualTo("Next contact");
        assertThat(Labels.of(ActivityView.TYPE, Locale.GERMAN)).isEqualTo("Activity");
        Map<String, String> labels = Map.of("en", "Region", "zh-CN", "大区");
        assertThat(Labels.of(labels, "region", CHINESE)).isEqualTo("大区");
        assertThat(Labels.of(labels, "region", Locale.CHINESE)).isEqualTo("大区");
        assertThat(Labels.of(labels, "region", Locale.FRENCH)).isEqualTo("Region");
        assertThat(Labels.of(Map.of(), "region", Locale.FRENCH)).isEqualTo("region");
    }

    @Test
    void formsShowWhatIsBuiltInWhatIsOfferedAndWhatTheTenantHasDefined() {
        try (Crm crm = Trials.builder().build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.executeAll(List.of(
                    SchemaCommand.Open.of("customer"),
                    new SchemaCommand.ListChoices(
                            CUSTOMER,
                            "industry",
                            List.of(new Choice("lifts", Map.of("zh-CN", "电梯"), false), Choice.of("cranes"))),
                    new SchemaCommand.DefineField(
                            CUSTOMER,
                            "region",
                            FieldShape.of(FieldType.CHOICE),
                            FieldDetails.choosing("north").withLabels(Map.of("zh-CN", "大区")))));
            List<FieldDescription> form = ann.describe(CustomerView.TYPE, CHINESE);

            assertThat(form)
                    .contains(new FieldDescription(
                            "kind",
                            "类型",
                            FieldType.CHOICE,
                            false,
                            false,
                            false,
                            false,
                            List.of(
                                    new FieldDescription.Offer("PERSON", "个人", false),
                                    new FieldDescription.Offer("ORGANISATION", "组织", false),
                                    new FieldDescription.Offer("HOUSEHOLD", "家庭", false))))
                    .contains(new FieldDescription(
                            "custom.region",
                            "大区",
                            FieldType.CHOICE,
                            true,
                            true,
                            false,
                            false,
                            List.of(new FieldDescription.Offer("north", "north", false))));
            assertThat(form.stream().filter(each -> each.name().equals("industry")))
                    .singleElement()
                    .satisfies(each -> assertThat(each.choices())
                            .extracting(FieldDescription.Offer::label)
                            .containsExactly("电梯", "cranes"));
            Assertions.assertThatThrownBy(
                            () -> ann.execute(new SchemaCommand.ListChoices(CUSTOMER, "kind", List.of(Choice.of("a")))))
                    .isInstanceOf(CrmException.Invalid.class);
        }
    }
}
