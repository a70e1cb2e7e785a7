package io.guanxi.application.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Trials;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.columns.ColumnMapping;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.exports.Export;
import io.guanxi.application.imports.ImportReport.Rejection;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.Lookup;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import io.guanxi.domain.schema.SetFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFieldsTest {

    private static final Choice NORTH = new Choice("north", Map.of("en", "Up North", "zh-CN", "北区"), false);
    private static final FieldDetails REGIONS = FieldDetails.PLAIN
            .withChoices(List.of(NORTH, Choice.of("south")))
            .withLabels(Map.of("en", "Sales area", "zh-CN", "大区"));
    private static final FieldDetails CHANNELS = FieldDetails.choosing("mail", "shop", "fair, big");

    @TempDir
    private Path directory;

    private final Crm crm = Trials.builder(InstantSource.fixed(Trials.NOON))
            .authorizer(byRoles())
            .without("process")
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @BeforeEach
    void define() {
        List<Command> commands = new ArrayList<>(List.of(
                SchemaCommand.Open.of("customer"),
                field("motto", FieldType.TEXT, FieldDetails.PLAIN),
                field("margin", FieldType.NUMBER, FieldDetails.PLAIN.withMax(new BigDecimal(5_000))),
                field("budget", FieldType.MONEY, FieldDetails.PLAIN),
                field("since", FieldType.DATE, FieldDetails.PLAIN),
                field("seen", FieldType.INSTANT, FieldDetails.PLAIN),
                field("gold", FieldType.FLAG, FieldDetails.PLAIN),
                field("region", FieldType.CHOICE, REGIONS),
                field("channels", FieldType.CHOICES, CHANNELS),
                new SchemaCommand.DefineField(
                        SchemaId.of("customer"),
                        "partner",
                        new FieldShape(FieldType.REFERENCE, Lookup.FILTER, false, "customer"),
                        FieldDetails.PLAIN),
                field("double", FieldType.NUMBER, FieldDetails.PLAIN.withFormula("custom.margin * 2.0"))));
        commands.add(SchemaCommand.Open.of("opportunity"));
        commands.add(new SchemaCommand.DefineField(
                SchemaId.of("opportunity"),
                "rival",
                FieldShape.of(FieldType.TEXT),
                FieldDetails.PLAIN.withRequiredIn(Set.of("proposal", "WON"))));
        ann.executeAll(commands);
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void columnsAreKnownByTheFieldsNameAndItsLabelInAnyLanguage() throws IOException {
        ColumnMapping mapping = Import.with(ann)
                .guess(
                        RecordKind.ORGANISATION,
                        table(
                                "Name,Margin,大区,custom.since,Sales Area,Email,Region\nA,1,x,2026-01-01,x,a@acme.test,x\n"));
        assertThat(mapping.columns())
                .extracting(ColumnMapping.Column::code)
                .containsExactly(
                        "organisation-name", "custom.margin", "custom.region", "custom.since", null, "email", null);
        assertThat(mapping.columns().get(1).confidence()).isBetween(0.9, 1.0);
        assertThat(mapping.columns().get(3).confidence()).isEqualTo(1);
        assertThat(mapping.toJson()).contains("\"大区\" : \"custom.region\"");
    }

    @Test
    void aMappingFileNamesThem() throws IOException {
        TableFile file = table("Name,M\nAcme,12\n");
        Import anImport = importing();
        anImport.table(
                        RecordKind.ORGANISATION,
                        file,
                        anImport.guess(RecordKind.ORGANISATION, file).corrected("{\"M\": \"custom.margin\"}"))
                .run();
        assertThat(only(CustomerView.TYPE).custom().get("margin")).isEqualTo(new BigDecimal(12));
        ColumnMapping unknown = anImport.guess(RecordKind.ORGANISATION, file).corrected("{\"M\": \"custom.colour\"}");
        assertThatThrownBy(() -> anImport.table(RecordKind.ORGANISATION, file, unknown))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("custom.colour")
                .hasMessageContaining("margin");
    }

    @Test
    void valuesOfEveryTypeComeInAndGoOutAndComeBackTheSame() throws IOException {
        Import anImport = importing().table(RecordKind.ORGANISATION, table("""
                Id,Name,Created,Created By,motto,Margin,Budget,Since,Seen,Gold,大区,Channels,Partner
                1,Acme,2020-01-01,bob,"=go, on","1,234.50",EUR 7.20,2026年3月1日,2026-03-01 12:00,是,北区,"shop; mail",2
                2,Ajax,,,,,,,,,up north,"fair, big",
                """));
        assertThat(ImportTest.figures(anImport.run())).isEqualTo("2 = 2 + 0 + 0 + 0");
        CustomerView acme = named("Acme");
        CustomerView ajax = named("Ajax");
        assertThat(acme.custom().get("margin")).isEqualTo(new BigDecimal("1234.5"));
        assertThat(acme.custom().get("budget")).isEqualTo(Money.parse("EUR 7.20"));
        assertThat(acme.custom().get("since")).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(acme.custom().get("seen")).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(acme.custom().get("gold")).isEqualTo(true);
        assertThat(acme.custom().get("region")).isEqualTo("north");
        assertThat(acme.custom().get("channels")).isEqualTo(Set.of("mail", "shop"));
        assertThat(acme.custom().get("partner")).isEqualTo(ajax.id().value());
        assertThat(acme.custom().get("double")).isEqualTo(new BigDecimal(2_469));
        assertThat(ajax.custom().get("region")).isEqualTo("north");
        assertThat(ajax.custom().get("channels")).isEqualTo(Set.of("fair, big"));
        assertThat(acme.details().remark()).isNull();
        Meta meta = ann.history(acme.id()).get(1).meta();
        assertThat(meta.actor()).isEqualTo("bob");
        assertThat(meta.happenedAt()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(ImportTest.figures(anImport.run())).isEqualTo("2 = 0 + 0 + 2 + 0");

        for (Export.Format format : Export.Format.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(Export.write(ann, RecordKind.ORGANISATION, format, out)).isEqualTo(2);
            if (format == Export.Format.CSV) {
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .contains("custom.double")
                        .contains("2469");
            }
            ImportReport back = importing()
                    .table(RecordKind.ORGANISATION, table("back." + format.code(), out.toByteArray()))
                    .run();
            assertThat(ImportTest.figures(back)).as(format + back.toJson()).isEqualTo("2 = 0 + 0 + 2 + 0");
        }
        ImportReport later = importing()
                .table(RecordKind.ORGANISATION, table("Id,Name,custom.margin,custom.double\n1,Acme,2,77\n"))
                .run();
        assertThat(later.updated()).as(later.toJson()).isEqualTo(1);
        assertThat(named("Acme").custom().get("double")).isEqualTo(new BigDecimal(4));
        assertThat(named("Acme").custom().get("motto")).isEqualTo("=go, on");
    }

    @Test
    void whatCannotBeAValueIsRejectedWithTheFieldAndTheRule() throws IOException {
        String rows = """
                Id,Name,Margin,Since,Gold,Region,Channels,Partner
                1,A,much,,,,,
                2,B,5001,,,,,
                3,C,,soon,,,,
                4,D,,,perhaps,,,
                5,E,,,,west,,
                6,F,,,,,mail;telex,
                7,G,,,,,,Nobody
                8,H,1,,,,,
                """;
        for (boolean dry : List.of(true, false)) {
            Import anImport = importing().table(RecordKind.ORGANISATION, table(rows));
            ImportReport report = (dry ? anImport.dryRun() : anImport).run();
            assertThat(ImportTest.figures(report)).isEqualTo("8 = 1 + 0 + 0 + 7");
            assertThat(report.files().get(0).rejections())
                    .extracting(Rejection::reason)
                    .containsExactlyInAnyOrder(
                            "Margin: \"much\" must be a number (custom.margin: format)",
                            "Margin: must be at most 5000 (custom.margin: range)",
                            "Since: \"soon\" must be a date such as 2026-03-01 (custom.since: format)",
                            "Gold: \"perhaps\" must be true or false (custom.gold: format)",
                            "Region: \"west\" must be of the field's choices [north, south] (custom.region: unknown)",
                            "Channels: \"mail;telex\" must be of the field's choices [mail, shop, fair, big]"
                                    + " (custom.channels: unknown)",
                            "Partner: \"Nobody\" names nobody: there is no organisation Nobody (custom.partner: missing)");
        }
    }

    @Test
    void deprecatedFieldsAreRefusedAndRequiredOnesAreDemandedOfWhatIsNew() throws IOException {
        importing()
                .table(RecordKind.ORGANISATION, table("Id,Name,Motto\n1,Acme,before\n"))
                .run();
        ann.execute(field("vat", FieldType.TEXT, FieldDetails.PLAIN.withRequired(true)));
        ann.execute(new SchemaCommand.DeprecateField(SchemaId.of("customer"), "motto"));
        ImportReport report = importing()
                .table(
                        RecordKind.ORGANISATION,
                        table("Id,Name,Motto,Vat\n1,Acme,before,\n2,Ajax,,\n3,Apex,new,DE1\n4,Arno,,DE2\n"))
                .run();
        assertThat(ImportTest.figures(report)).isEqualTo("4 = 1 + 0 + 1 + 2");
        assertThat(report.files().get(0).rejections())
                .extracting(Rejection::reason)
                .containsExactlyInAnyOrder(
                        "The field vat must have a value (schema.field-required)",
                        "The field motto is deprecated; revive it first (schema.field-deprecated)");
    }

    /** A deal is not in a stage before it has what is required there. */
    @Test
    void dealsHaveTheirFieldsBeforeTheyGoToTheirStage() throws IOException {
        ImportReport report =
                importing().table(RecordKind.OPPORTUNITY, table("""
                        Id,Name,Stage,Amount,Rival
                        1,One,Proposal,USD 5,Ajax
                        2,Two,Proposal,USD 5,
                        """)).run();
        assertThat(report.files().get(0).rejections())
                .singleElement()
                .satisfies(
                        each -> assertThat(each.reason()).contains("rival").contains("schema.field-required-in-stage"));
        assertThat(only(OpportunityView.TYPE).custom().get("rival")).isEqualTo("Ajax");
    }

    @Test
    void whoMayNotReadAFieldDoesNotExportItAndWhoMayNotSetItDoesNotImportIt() throws IOException {
        ann.execute(field(
                "secret",
                FieldType.TEXT,
                FieldDetails.PLAIN.withReaders(Set.of("boss")).withWriters(Set.of("boss"))));
        CrmSession boss = crm.as(new Actor("bea", Set.of("boss")));
        TableFile rows = table("Id,Name,Secret\n1,Acme,hush\n");
        Import.with(boss).source("legacy").table(RecordKind.ORGANISATION, rows).run();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.write(ann, RecordKind.ORGANISATION, Export.Format.CSV, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Acme")
                .doesNotContain("hush")
                .doesNotContain("secret");
        Export.write(boss, RecordKind.ORGANISATION, Export.Format.CSV, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("hush");
        Import byAnn = importing().table(RecordKind.ORGANISATION, table("Id,Name,Secret\n2,Ajax,boo\n"));
        assertThatThrownBy(byAnn::run)
                .isInstanceOf(CrmException.Forbidden.class)
                .hasMessage("ann may not set the field secret of a customer");
    }

    @Test
    void fieldsAreUndoneWithTheirBatch() throws IOException {
        importing()
                .table(RecordKind.ORGANISATION, table("Id,Name,Margin\n1,Acme,1\n"))
                .run();
        ann.execute(SetFields.of(only(CustomerView.TYPE).id()).set("motto", "mine"));
        ImportReport second = importing()
                .table(RecordKind.ORGANISATION, table("Id,Name,Margin\n1,Acme,2\n"))
                .run();
        ann.undo(second.batch());
        assertThat(only(CustomerView.TYPE).custom().get("margin")).isEqualTo(new BigDecimal(1));
        assertThat(only(CustomerView.TYPE).custom().get("motto")).isEqualTo("mine");
    }

    private static Authorizer byRoles() {
        return new Authorizer() {
            @Override
            public boolean mayExecute(Actor actor, Command command) {
                return true;
            }

            @Override
            public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                return Optional.of(Filter.everything());
            }

            @Override
            public boolean mayWriteForOthers(Actor actor) {
                return true;
            }
        };
    }

    private static SchemaCommand.DefineField field(String name, FieldType type, FieldDetails details) {
        return new SchemaCommand.DefineField(SchemaId.of("customer"), name, FieldShape.of(type), details);
    }

    private Import importing() {
        return Import.with(ann).source("legacy").clock(InstantSource.fixed(Trials.NOON));
    }

    private CustomerView named(String name) {
        return all(CustomerView.TYPE).stream()
                .filter(each -> each.details().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private <V extends View> V only(ViewType<V> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    private <V extends View> List<V> all(ViewType<V> type) {
        List<V> all = new ArrayList<>();
        ann.views(type).forEach(Filter.everything(), all::add);
        return all;
    }

    private TableFile table(String text) throws IOException {
        return TableFile.open(Files.writeString(Files.createTempFile(directory, "table", ".csv"), text));
    }

    private TableFile table(String name, byte[] content) throws IOException {
        return TableFile.open(Files.write(directory.resolve(name), content));
    }
}
