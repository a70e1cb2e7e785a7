package io.guanxi.examples.fields;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SetFields;
import io.guanxi.jdbc.JdbcStorage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** A tenant that sells lifts wants to know of its customers how many they have, and in which region. */
public final class OwnFields {

    private OwnFields() {}

    public static void main(String[] args) {
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:fields").createTables())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            SchemaId customers = SchemaId.of("customer");
            ann.execute(SchemaCommand.Open.of("customer"));
            ann.execute(new SchemaCommand.DefineField(
                    customers,
                    "region",
                    FieldShape.of(FieldType.CHOICE).indexed(),
                    FieldDetails.choosing("north", "south").withLabels(Map.of("en", "Region", "zh-CN", "大区"))));
            ann.execute(new SchemaCommand.DefineField(
                    customers,
                    "lifts",
                    FieldShape.of(FieldType.NUMBER),
                    FieldDetails.PLAIN.withMin(BigDecimal.ZERO).withReaders(Set.of("sales"))));

            CustomerId acme = CustomerId.random();
            ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            ann.execute(SetFields.of(acme).set("region", "north").set("lifts", 12));

            Fields<CustomerView> fields = ann.fields(CustomerView.TYPE);
            ann.views(CustomerView.TYPE)
                    .find(
                            fields.text("region").is("north"),
                            PageRequest.first(20).by(fields.number("lifts")))
                    .views()
                    .forEach(each -> System.out.println(
                            each.details().name() + " " + each.custom().get("lifts")));
        }
        // README ends
    }
}
