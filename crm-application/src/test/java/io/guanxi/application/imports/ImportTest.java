package io.guanxi.application.imports;

import static com.google.common.collect.MoreCollectors.onlyElement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.Trials;
import io.guanxi.application.Undone;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.columns.ColumnField;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.exports.Export;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.table.TableFile;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.Purchases;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.activity.Activity;
import io.guanxi.domain.activity.ActivityCommand;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.opportunity.Opportunity.Status;
import io.guanxi.domain.ticket.Ticket;
import io.guanxi.domain.transaction.Transaction;
import io.guanxi.domain.transaction.TransactionCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

    @TempDir
    private Path directory;

    private final Crm crm = Trials.builder(java.time.InstantSource.fixed(Trials.NOON))
            .without("process")
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void anOrganisationIsTakenWithAllThatItsRowSays() throws IOException {
        ImportReport report =
                run(importing().currency(CurrencyUnit.of("CNY")).table(RecordKind.ORGANISATION, table("""
                    Account ID,Account Name,Account Owner,Phone,Email,Website,Industry,Annual Revenue,Employees,Billing Street,\
                    Billing City,Billing Country,Tags,Created Date,Created By,Fax,统一社会信用代码,Description
                    001A,福州榕信,bob,0591-87654321,info@rongxin.test; hr@rongxin.test,www.rongxin.test,机械,¥1.2万,120,五四路1号,\
                    福州,中国,"vip, 老客户",2019-05-04 08:30,carol,0591-1111,91350100M000100Y43,old friend
                    """)));
        assertThat(figures(report)).isEqualTo("1 = 1 + 0 + 0 + 0");
        CustomerView customer = only(CustomerView.TYPE);
        assertThat(customer.kind()).isEqualTo(CustomerKind.ORGANISATION);
        assertThat(customer.owner()).isEqualTo("bob");
        assertThat(customer.registeredAt()).isEqualTo(Instant.parse("2019-05-04T08:30:00Z"));
        assertThat(customer.tags()).containsExactlyInAnyOrder("vip", "老客户");
        assertThat(customer.details().annualRevenue()).isEqualTo(Money.parse("CNY 12000.00"));
        assertThat(customer.details().employees()).isEqualTo(120);
        assertThat(customer.details().uscc()).hasToString("91350100M000100Y43");
        assertThat(customer.details().remark()).isEqualTo("old friend\nFax: 0591-1111");
        assertThat(customer.contactPoints())
                .extracting(Object::toString)
                .anySatisfy(each -> assertThat(each).contains("+8659187654321"))
                .anySatisfy(each -> assertThat(each).contains("hr@rongxin.test"))
                .anySatisfy(each -> assertThat(each).contains("五四路1号").contains("CN"));
        assertThat(customer.identities())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("001A");
        assertThat(run(again()).unchanged()).isEqualTo(1);
    }

    @Test
    void customersAreTakenStraightIntoAPoolAndFromThereToWhoeverATableSays() throws IOException {
        ImportReport report = run(importing().table(RecordKind.ORGANISATION, table("""
                    id,name,owner,公海
                    1,福州榕信,,华东公海
                    2,Ajax Inc.,bob,
                    3,Zeta Ltd,bob,north
                    """)));
        assertThat(figures(report)).isEqualTo("3 = 2 + 0 + 0 + 1");
        assertThat(report.files().get(0).rejections().toString())
                .contains("公海: must be empty, for the customer has an owner");
        assertThat(named("福州榕信").pool()).isEqualTo("华东公海");
        assertThat(named("福州榕信").owner()).isNull();
        assertThat(run(again()).unchanged()).isEqualTo(2);

        assertThat(figures(run(importing().table(RecordKind.ORGANISATION, table("""
                    id,name,owner,公海
                    1,福州榕信,eve,
                    2,Ajax Inc.,,north
                    """)))))
                .isEqualTo("2 = 0 + 2 + 0 + 0");
        assertThat(named("福州榕信").pool()).isNull();
        assertThat(named("福州榕信").owner()).isEqualTo("eve");
        assertThat(named("Ajax Inc.").pool()).isEqualTo("north");
        assertThat(named("Ajax Inc.").owner()).isNull();
    }

    /** Names that are alike are noted, and a telephone number of another's refused; Eve's customers are not Ann's to see. */
    private static Crm strict() {
        DuplicatePolicy policy = DuplicatePolicy.STANDARD
                .onImport(MatchRule.NAME, DuplicatePolicy.Action.WARN)
                .onImport(MatchRule.PHONE, DuplicatePolicy.Action.REFUSE);
        return Trials.builder()
                .feature(new DuplicateFeature(policy))
                .authorizer(new Authorizer() {
                    @Override
                    public boolean mayExecute(Actor actor, Command command) {
                        return true;
                    }

                    @Override
                    public boolean mayWriteForOthers(Actor actor) {
                        return true;
                    }

                    @Override
                    @SuppressWarnings("unchecked") // the filter is of the type that was compared
                    public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                        boolean narrow = type.equals(CustomerView.TYPE) && actor.equals(Trials.ANN);
                        return Optional.of(narrow ? (Filter<V>) CustomerView.OWNER.isNot("eve") : Filter.everything());
                    }
                })
                .build();
    }

    @Test
    void whoIsLikeOthersIsNamedByTheReport() throws IOException {
        try (Crm strict = strict()) {
            CustomerId acme = CustomerId.random();
            CustomerId ajax = CustomerId.random();
            strict.as(Trials.ANN)
                    .executeAll(List.of(
                            CustomerCommand.Register.organisation(
                                    acme, "Acme Inc.", new ContactPoint.Phone(new PhoneNumber("+8613812341234"))),
                            CustomerCommand.Register.organisation(ajax, "Ajax Works"),
                            new CustomerCommand.AssignOwner(ajax, "eve")));
            ImportReport report = Import.with(strict.as(Trials.ANN))
                    .table(
                            RecordKind.ORGANISATION,
                            table("Id,Name,Phone\n1,Other,+8613812341234\n2,Ajax works Ltd,\n3,Nobody Else,\n"))
                    .run();
            assertThat(figures(report)).isEqualTo("3 = 2 + 0 + 0 + 1");
            assertThat(report.suspected()).isEqualTo(1);
            assertThat(report.refused()).isEqualTo(1);
            List<ImportReport.Suspicion> suspicions = report.files().get(0).suspicions();
            assertThat(suspicions)
                    .extracting(ImportReport.Suspicion::line, ImportReport.Suspicion::refused)
                    .containsExactlyInAnyOrder(Tuple.tuple(2L, true), Tuple.tuple(3L, false));
            assertThat(suspicions)
                    .flatExtracting(ImportReport.Suspicion::candidates)
                    .extracting(Candidate::id)
                    .containsExactlyInAnyOrder(acme, ajax);
            assertThat(report.files().get(0).rejections())
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.reason()).contains(acme.value() + ", by PHONE", "duplicate.like-another"));
            assertThat(report.toJson())
                    .contains("Acme Inc.", ajax.value().toString(), "\"owner\" : \"eve\"")
                    .doesNotContain("Ajax Works");
        }
    }

    /** Who is like others who are there, or others of the same table: in one group of rows, in another, after a refusal. */
    @Test
    void aDryRunTellsWhoIsLikeWhomAsTheRunDoes() throws IOException {
        StringBuilder rows = new StringBuilder("Id,Name,Phone\n");
        rows.append("1,Betasoloin,+8613812340001\n2,Acme Ltd,\n3,Gammatron,+8613812340002\n");
        rows.append("4,Deltaville,\n5,Deltaville Ltd,\n"); // each like the other
        rows.append("6,Epsilonia,+8613812340002\n7,Epsilonia,\n"); // the first is refused, so that nobody is like it
        for (int i = 8; i <= 600; i++) {
            rows.append(i).append(",,\n"); // rejected, for it has no name
        }
        rows.append("601,Betasoloin GmbH,\n602,Zetamark,+8613812340001\n603,Acme,\n604,Ajax works Ltd,\n");
        for (int i = 605; i <= 664; i++) {
            rows.append(i).append(",Thetafold,\n"); // a name that too many have
        }
        Path file = Files.writeString(directory.resolve("alike.csv"), rows);
        try (Crm strict = strict()) {
            CrmSession session = strict.as(Trials.ANN);
            CustomerId ajax = CustomerId.random();
            session.executeAll(List.of(
                    CustomerCommand.Register.organisation(CustomerId.random(), "Acme Inc."),
                    CustomerCommand.Register.organisation(ajax, "Ajax Works"),
                    new CustomerCommand.AssignOwner(ajax, "eve")));
            ImportReport dry = Import.with(session)
                    .dryRun()
                    .table(RecordKind.ORGANISATION, TableFile.open(file))
                    .run();
            assertThat(session.views(CustomerView.TYPE).count(Filter.everything()))
                    .isEqualTo(1);
            assertThat(dry.toJson())
                    .contains("duplicate.like-another", ajax.value().toString());
            ImportReport run = Import.with(session)
                    .lanes(1)
                    .table(RecordKind.ORGANISATION, TableFile.open(file))
                    .run();
            assertThat(figures(dry)).isEqualTo(figures(run)).isEqualTo("664 = 69 + 0 + 0 + 595");
            assertThat(told(dry)).isEqualTo(told(run));
            assertThat(dry.files().get(0).rejections())
                    .isEqualTo(run.files().get(0).rejections());
            assertThat(run.files().get(0).suspicions().stream()
                            .filter(each -> each.line() < 606)
                            .map(each -> each.line() - 1))
                    .containsExactlyInAnyOrder(2L, 4L, 5L, 6L, 601L, 602L, 603L, 604L);
            assertThat(dry.uncompared()).isZero();
        }
    }

    /** What a report tells of each line, but for what a view has from the log alone. */
    private static List<String> told(ImportReport report) {
        return report.files().get(0).suspicions().stream()
                .map(each -> each.line()
                        + (each.refused() ? " refused " : " ")
                        + each.candidates().stream()
                                .map(other -> other.id() + " " + other.owner() + " " + other.agrees() + " "
                                        + other.probability() + " "
                                        + (other.view() == null
                                                ? "unseen"
                                                : other.view().details().name()))
                                .toList())
                .toList();
    }

    /** A word of letters, another for each number. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int i = number * 7919; word.length() < 7; i = i / 26 + number * 31) {
            word.append((char) ('a' + i % 26));
        }
        return word.toString();
    }

    @Test
    void aDryRunRemembersSoManyAsItIsTold() throws IOException {
        String rows = "Id,Name\n1,Betasoloin\n2,Gammatron\n3,Deltaville\n4,Gammatron Ltd\n5,Deltaville Ltd\n";
        try (Crm strict = strict()) {
            ImportReport dry = Import.with(strict.as(Trials.ANN))
                    .dryRun(2)
                    .table(RecordKind.ORGANISATION, table(rows))
                    .run();
            assertThat(dry.uncompared()).isEqualTo(3);
            assertThat(dry.files().get(0).suspicions())
                    .extracting(ImportReport.Suspicion::line)
                    .containsExactly(5L);
            assertThat(dry.toJson()).contains("\"uncompared\" : 3");
        }
        assertThatThrownBy(() -> importing().dryRun(0)).isInstanceOf(CrmException.Invalid.class);
    }

    /** The first row registers the employer whom the others name. */
    @Test
    void anEmployerOfWhomNoTableTellsIsSuspectedOnce() throws IOException {
        StringBuilder rows = new StringBuilder("Id,Full Name,Company\n");
        for (int i = 1; i <= 600; i++) {
            rows.append(i).append(',').append(word(i)).append(",Betasoloin Ltd\n");
        }
        Path file = Files.writeString(directory.resolve("people.csv"), rows);
        try (Crm strict = strict()) {
            CrmSession session = strict.as(Trials.ANN);
            session.execute(CustomerCommand.Register.organisation(CustomerId.random(), "Betasoloin"));
            for (boolean dry : new boolean[] {true, false}) {
                Import anImport = Import.with(session).lanes(1);
                ImportReport report = (dry ? anImport.dryRun() : anImport)
                        .table(RecordKind.PERSON, TableFile.open(file))
                        .run();
                assertThat(report.suspected()).as("dry " + dry).isEqualTo(1);
                assertThat(report.created()).isEqualTo(600);
            }
        }
    }

    @Test
    void allAddressesGoOutAndComeBackTheSame() throws IOException {
        List<ContactPoint> points = List.of(
                new ContactPoint.Postal(new PostalAddress("1 Mill Lane", null, "Leeds", null, "LS1 4AP", "GB")),
                new ContactPoint.Postal(new PostalAddress("五四路1号, \"2\"", "鼓楼区", "福州", "福建", "350000", "CN")),
                new ContactPoint.Postal(new PostalAddress(null, null, "Ulm", null, null, null)));
        for (CustomerKind kind : CustomerKind.values()) {
            ann.execute(new CustomerCommand.Register(
                    CustomerId.random(), kind, CustomerDetails.named("Many " + kind), points, null));
        }
        for (RecordKind kind : List.of(RecordKind.ORGANISATION, RecordKind.PERSON)) {
            for (Export.Format format : Export.Format.values()) {
                Path out = directory.resolve(kind + "." + format.code());
                try (OutputStream bytes = Files.newOutputStream(out)) {
                    Export.write(ann, kind, format, bytes);
                }
                assertThat(figures(run(importing().table(kind, TableFile.open(out)))))
                        .as(kind + " " + format)
                        .isEqualTo("1 = 0 + 0 + 1 + 0");
                try (Crm empty = Trials.builder(java.time.InstantSource.fixed(Trials.NOON))
                        .without("process")
                        .build()) {
                    CrmSession there = empty.as(Trials.ANN);
                    Import.with(there).table(kind, TableFile.open(out)).run();
                    List<CustomerView> found = new ArrayList<>();
                    there.views(CustomerView.TYPE).forEach(Filter.everything(), found::add);
                    assertThat(found)
                            .singleElement()
                            .satisfies(each -> assertThat(each.contactPoints())
                                    .as(kind + " " + format)
                                    .isEqualTo(points));
                }
            }
        }
        assertThat(figures(run(importing()
                        .table(RecordKind.ORGANISATION, table("Id,Name,Further Addresses\n1,Acme,behind the mill\n")))))
                .isEqualTo("1 = 1 + 0 + 0 + 0");
        assertThat(named("Acme").details().remark()).isEqualTo("Further Addresses: behind the mill");
    }

    @Test
    void furtherEmployersGoOutAndComeBack() throws IOException {
        CustomerId acme = CustomerId.random();
        CustomerId ajax = CustomerId.random();
        CustomerId acne = CustomerId.random();
        CustomerId person = CustomerId.random();
        ContactId former = ContactId.random();
        LocalDate lastDay = LocalDate.of(2020, 1, 31);
        ann.executeAll(List.of(
                CustomerCommand.Register.organisation(acme, "Acme"),
                CustomerCommand.Register.organisation(ajax, "Ajax"),
                CustomerCommand.Register.organisation(acne, "Acne"),
                CustomerCommand.Register.person(person, "Li Lei"),
                new CustomerCommand.AddIdentity(person, new SourceIdentity("erp", "1;a,b")),
                new CustomerCommand.AddIdentity(person, new SourceIdentity("wechat", "o\\n2")),
                new ContactCommand.Add(former, acme, person, ContactDetails.in(), LocalDate.of(2019, 1, 1)),
                new ContactCommand.Leave(former, lastDay),
                new ContactCommand.Add(ContactId.random(), ajax, person, ContactDetails.in(), null),
                new ContactCommand.Add(
                        ContactId.random(), acne, person, new ContactDetails("CEO; \"1|2\"", null, Set.of()), null)));
        for (Export.Format format : Export.Format.values()) {
            Path people = directory.resolve("people." + format.code());
            Path organisations = directory.resolve("organisations." + format.code());
            try (OutputStream out = Files.newOutputStream(people)) {
                Export.write(ann, RecordKind.PERSON, format, out);
            }
            try (OutputStream out = Files.newOutputStream(organisations)) {
                Export.write(ann, RecordKind.ORGANISATION, format, out);
            }
            assertThat(figures(run(importing().table(RecordKind.PERSON, TableFile.open(people)))))
                    .as(format.code())
                    .isEqualTo("1 = 0 + 0 + 1 + 0");
            try (Crm other = Trials.builder().build()) {
                CrmSession session = other.as(Trials.ANN);
                Import.with(session)
                        .table(RecordKind.PERSON, TableFile.open(people))
                        .table(RecordKind.ORGANISATION, TableFile.open(organisations))
                        .run();
                List<ContactView> places = new ArrayList<>();
                session.views(ContactView.TYPE).forEach(Filter.everything(), places::add);
                assertThat(places).as(format.code()).hasSize(3);
                assertThat(places).extracting(ContactView::lastDay).containsExactlyInAnyOrder(lastDay, null, null);
                assertThat(places).extracting(each -> each.details().title()).contains("CEO; \"1|2\"");
            }
        }
    }

    @Test
    void anImportIsNotTheImportersOwnActivity() throws IOException {
        run(importing()
                .table(RecordKind.ORGANISATION, table("Id,Name,Created,Created By\n1,Acme,2020-02-01,bob\n2,Ajax,,\n"))
                .table(RecordKind.ACTIVITY, table("""
                    Id,Type,Subject,Account ID,Date,Assigned To,Created By
                    a1,Call,Old call,1,2020-03-01,bob,
                    a2,Call,Older call,1,2020-02-03,,carol
                    """)));
        CustomerView acme = named("Acme");
        Meta meta = ann.history(acme.id()).get(0).meta();
        assertThat(meta.actor()).isEqualTo("bob");
        assertThat(meta.happenedAt()).isEqualTo(Instant.parse("2020-02-01T00:00:00Z"));
        assertThat(meta.recordedAt()).isEqualTo(Trials.NOON);
        assertThat(ann.history(named("Ajax").id()).get(0).meta().actor()).isEqualTo("import:legacy");
        assertThat(ann.views(ActivityView.TYPE).count(ActivityView.ASSIGNEE.is("ann")))
                .isZero();
        ActivityView call = ann.views(ActivityView.TYPE)
                .find(
                        ActivityView.ASSIGNEE.is("bob"),
                        io.guanxi.application.view.PageRequest.first(2).byId())
                .views()
                .get(0);
        assertThat(call.heldAt()).isEqualTo(Instant.parse("2020-03-01T00:00:00Z"));
        assertThat(ann.views(ActivityView.TYPE).count(ActivityView.ASSIGNEE.is("carol")))
                .isEqualTo(1);
    }

    @Test
    void toNameOthersAsAuthorsIsARightOfItsOwn() throws IOException {
        try (Crm strict = Trials.builder()
                .authorizer(
                        Scopes.commands((actor, command) -> true).see(CustomerView.TYPE, actor -> Filter.everything()))
                .build()) {
            Import anImport = Import.with(strict.as(Trials.ANN)).table(RecordKind.ORGANISATION, table("Name\nAcme\n"));
            assertThatThrownBy(anImport::run)
                    .isInstanceOf(CrmException.Forbidden.class)
                    .hasMessage("ann may not write down what others did");
            assertThat(strict.as(Trials.ANN).views(CustomerView.TYPE).count(Filter.everything()))
                    .isZero();
        }
    }

    @Test
    void tablesMayComeInAnyOrderAndParentsBehindTheirSubsidiaries() throws IOException {
        ImportReport report = run(importing()
                .table(RecordKind.ACTIVITY, table("Type,Subject,Opportunity ID,Due Date\nCall,Ask,D1,2026-05-01\n"))
                .table(RecordKind.OPPORTUNITY, table("Deal ID,Name,Account,Stage\nD1,Presses,Acme,Proposal\n"))
                .table(RecordKind.PERSON, table("Full Name,Company,Title\nLi Lei,Acme,CTO\nHan Mei,New Co,\n"))
                .table(RecordKind.ORGANISATION, table("Id,Name,Parent\n1,Ajax,Acme\n2,Acme,Holding\n3,Holding,\n")));
        assertThat(report.files())
                .allSatisfy(each -> assertThat(each.rejections()).isEmpty());
        assertThat(report.created()).isEqualTo(7);
        assertThat(named("Ajax").details().parent()).isEqualTo(named("Acme").id());
        assertThat(named("Acme").details().parent()).isEqualTo(named("Holding").id());
        assertThat(only(OpportunityView.TYPE).customer())
                .isEqualTo(named("Acme").id());
        assertThat(only(OpportunityView.TYPE).stage().code()).isEqualTo("proposal");
        assertThat(only(ActivityView.TYPE).about().opportunity())
                .isEqualTo(only(OpportunityView.TYPE).id());
        assertThat(all(ContactView.TYPE))
                .extracting(ContactView::organisation)
                .containsExactlyInAnyOrder(named("Acme").id(), named("New Co").id());
        assertThat(run(again()).unchanged()).isEqualTo(7);
    }

    @Test
    void whatIsRejectedIsMendedAndImportedAgain() throws IOException {
        ImportReport report =
                run(importing().rejectedInto(directory.resolve("out")).table(RecordKind.OPPORTUNITY, table("""
                    Id,Name,Account,Stage,Amount
                    1,One,Nobody,Proposal,USD 5
                    2,Two,,Dreaming,USD 5
                    3,Three,,Negotiation,five
                    4,,,,
                    5,Five,,Negotiation,USD 5,surplus
                    6,Six,,Won,USD 5
                    7,Seven,,Proposal,USD 7
                    """)));
        assertThat(figures(report)).isEqualTo("7 = 2 + 0 + 0 + 5");
        Path rejected = java.util.Objects.requireNonNull(report.files().get(0).rejectedRows());
        String content = Files.readString(rejected);
        assertThat(content)
                .contains("there is no organisation Nobody")
                .contains("Dreaming")
                .contains("five")
                .contains("6 cells for 5 columns; behind them stands surplus")
                .contains("opportunity.fact-missing");
        Files.writeString(
                rejected,
                content.replace("Nobody", "")
                        .replace("Dreaming", "Proposal")
                        .replace(",five,", ",USD 5,")
                        .replace("Won", "Proposal"));
        ImportReport mended =
                run(Import.with(ann).source("legacy").table(RecordKind.OPPORTUNITY, TableFile.open(rejected)));
        assertThat(mended.created()).isEqualTo(5);
        assertThat(mended.rejected()).isZero();
    }

    @Test
    void ofTwoWithOneNameNobodyIsGuessed() throws IOException {
        ImportReport report = run(importing()
                .table(RecordKind.ORGANISATION, table("Id,Name\n1,Acme\n2,Acme\n"))
                .table(RecordKind.OPPORTUNITY, table("Name,Account,Account ID\nOne,Acme,\nTwo,Acme,2\n")));
        assertThat(report.files().get(1).rejections())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("2 of the name Acme"));
        assertThat(only(OpportunityView.TYPE).details().name()).isEqualTo("Two");
    }

    @Test
    void aFileUpdatesWhatIsThereAndAddsTheRest() throws IOException {
        run(importing()
                .table(RecordKind.PERSON, table("Name,Email,Title\nLi Lei,li@acme.test,\nHan Mei,han@acme.test,\n")));
        Import update =
                Import.with(ann).source("other").updateBy(ColumnField.EMAIL).table(RecordKind.PERSON, table("""
                    Id,Name,Email,Industry
                    x1,Li Lei,LI@acme.test,tools
                    x2,Han Meimei,han@acme.test,
                    x3,Wei Hua,wei@acme.test,
                    """));
        assertThat(figures(run(update))).isEqualTo("3 = 1 + 2 + 0 + 0");
        assertThat(named("Li Lei").details().industry()).isEqualTo("tools");
        assertThat(named("Han Meimei").identities())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("x2");
        assertThat(ann.views(CustomerView.TYPE).count(Filter.everything())).isEqualTo(3);
        ImportReport byIdentity = run(Import.with(ann)
                .source("other")
                .table(RecordKind.PERSON, table("Id,Name,Industry\nx1,Li Lei,machines\n")));
        assertThat(byIdentity.updated()).isEqualTo(1);
        assertThat(figures(run(Import.with(ann)
                        .source("other")
                        .rule(Import.Rule.CREATE_ONLY)
                        .table(RecordKind.PERSON, table("Id,Name,Industry\nx3,Wei Hua,paper\nx4,New,paper\n")))))
                .isEqualTo("2 = 1 + 0 + 1 + 0");
        assertThat(figures(run(Import.with(ann)
                        .source("other")
                        .rule(Import.Rule.UPDATE_ONLY)
                        .table(RecordKind.PERSON, table("Id,Name,Industry\nx3,Wei Hua,paper\nx5,Newer,paper\n")))))
                .isEqualTo("2 = 0 + 1 + 0 + 1");
    }

    @Test
    void aRowThatTellsOtherwiseThanOneBeforeIsRejected() throws IOException {
        for (boolean dry : List.of(true, false)) {
            Import anImport = importing().table(RecordKind.ORGANISATION, table("Id,Name\n1,Acme\n1,Acme\n1,Ajax\n"));
            ImportReport report = run(dry ? anImport.dryRun() : anImport);
            assertThat(figures(report)).isEqualTo("3 = 1 + 0 + 1 + 1");
        }
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() throws IOException {
        Import anImport = importing()
                .dryRun()
                .table(RecordKind.ORGANISATION, table("Id,Name,Parent\n1,Ajax,Acme\n2,Acme,\n3,,\n"))
                .table(RecordKind.OPPORTUNITY, table("Name,Account\nOne,Acme\nTwo,Nobody\n"));
        ImportReport report = run(anImport);
        assertThat(figures(report)).isEqualTo("5 = 3 + 0 + 0 + 2");
        assertThat(report.toJson()).contains("\"dryRun\" : true").contains("organisation-name");
        assertThat(ann.views(CustomerView.TYPE).count(Filter.everything())).isZero();
        assertThat(figures(run(again()))).isEqualTo("5 = 3 + 0 + 0 + 2");
    }

    @Test
    void aBatchIsUndone() throws IOException {
        ImportReport report = run(importing()
                .table(RecordKind.ORGANISATION, table("Id,Name\n1,Acme\n2,Ajax\n"))
                .table(RecordKind.OPPORTUNITY, table("Id,Name,Account,Stage,Amount\n1,Presses,Acme,Won,USD 5\n"))
                .table(RecordKind.PRODUCT, table("SKU,Name\np1,Press\n"))
                .table(RecordKind.TICKET, table("Id,Subject\nt1,It smokes\n")));
        assertThat(report.rejected()).isZero();
        Undone undone = ann.undo(report.batch());
        assertThat(undone.steps()).extracting(Undone.Step::result).containsOnly(Undone.Result.UNDONE);
        assertThat(all(CustomerView.TYPE)).extracting(CustomerView::status).containsOnly(Customer.Status.ARCHIVED);
        assertThat(only(OpportunityView.TYPE).status()).isEqualTo(Status.INVALID);
        assertThat(only(TicketView.TYPE).status()).isEqualTo(Ticket.Status.CANCELLED);
    }

    /** As on the first day, with the links; what somebody has archived otherwise stays so. */
    @Test
    void whatWasTakenBackComesAgainAsItDidFirst() throws IOException {
        try (Crm linking = Trials.builder(java.time.InstantSource.fixed(Trials.NOON))
                .without("process")
                .feature(new LinkFeature())
                .build()) {
            CrmSession session = linking.as(Trials.ANN);
            List<TableFile> tables = List.of(
                    table("Id,Name\n1,Acme\n2,Ajax\n"),
                    table("Id,Full Name,Company,Title\nP1,Li Lei,Acme,CTO\n"),
                    table("Id,Name,Account,Stage,Amount\n1,Presses,Acme,,USD 5\n2,Mills,Acme,Won,USD 5\n"),
                    table("SKU,Name\np1,Press\n"),
                    table("Id,Subject\nt1,It smokes\n"),
                    table("Id,Type,Account,Due Date,Date\na1,Call,Acme,2030-01-01,\na2,Call,Acme,,2020-01-01\n"),
                    table("Order No,Customer,Total,Status\nSO-1,Acme,USD 5,\nSO-2,Acme,USD 7,cancelled\n"));
            List<RecordKind> kinds = List.of(
                    RecordKind.ORGANISATION,
                    RecordKind.PERSON,
                    RecordKind.OPPORTUNITY,
                    RecordKind.PRODUCT,
                    RecordKind.TICKET,
                    RecordKind.ACTIVITY,
                    RecordKind.TRANSACTION);
            for (int i = 0; i < 3; i++) {
                Import anImport = Import.with(session)
                        .source("legacy")
                        .clock(java.time.InstantSource.fixed(Trials.NOON))
                        .linked();
                for (int j = 0; j < kinds.size(); j++) {
                    anImport.table(kinds.get(j), tables.get(j));
                }
                ImportReport report = anImport.run();
                assertThat(figures(report)).as(report.toJson()).isEqualTo("11 = 11 + 0 + 0 + 0");
                assertThat(session.views(CustomerView.TYPE).count(CustomerView.ACTIVE))
                        .isEqualTo(3);
                assertThat(session.views(ContactView.TYPE).count(ContactView.LAST_DAY.absent()))
                        .isOne();
                assertThat(session.views(OpportunityView.TYPE).count(OpportunityView.STATUS.is(Status.OPEN)))
                        .isOne();
                assertThat(session.views(TicketView.TYPE).count(TicketView.STATUS.is(Ticket.Status.NEW)))
                        .isOne();
                assertThat(session.views(ActivityView.TYPE).count(ActivityView.STATUS.is(Activity.Status.PLANNED)))
                        .isOne();
                assertThat(session.views(ActivityView.TYPE).count(ActivityView.HELD_AT.atMost(Trials.NOON)))
                        .isOne();
                assertThat(session.views(LinkView.TYPE).count(LinkView.SOURCES.has("legacy")))
                        .isEqualTo(11);
                assertThat(session.views(TransactionView.TYPE).count(TransactionView.VALID))
                        .isOne();
                Undone undone = session.undo(report.batch());
                assertThat(undone.complete()).as(undone.toString()).isTrue();
                assertThat(session.views(LinkView.TYPE).count(LinkView.SOURCES.has("legacy")))
                        .isZero();
                assertThat(session.views(CustomerView.TYPE).count(CustomerView.ACTIVE))
                        .isZero();
                assertThat(session.views(TransactionView.TYPE).count(TransactionView.VALID))
                        .isZero();
                assertThat(session.views(ActivityView.TYPE).count(ActivityView.STATUS.isNot(Activity.Status.RETRACTED)))
                        .isZero();
            }
            assertThat(session.views(ActivityView.TYPE).count(Filter.everything()))
                    .isEqualTo(2);
            assertThat(session.views(TransactionView.TYPE).count(Filter.everything()))
                    .isEqualTo(2);
            Import byNames = Import.with(session).source("names").table(RecordKind.ORGANISATION, table("Name\nArno\n"));
            byNames.run();
            session.views(CustomerView.TYPE)
                    .forEach(
                            CustomerView.NAME.is("Arno"),
                            each -> session.execute(new CustomerCommand.Archive(each.id(), "taken back")));
            assertThat(figures(byNames.run())).isEqualTo("1 = 0 + 0 + 1 + 0");
        }
    }

    /** Whom no table tells of, so that no row of its own brings it back. */
    @Test
    void anEmployerThatWasTakenBackComesAgainWithWhoeverWorksThere() throws IOException {
        run(importing().table(RecordKind.PERSON, table("Id,Full Name\nP2,Han Mei\n")));
        TableFile people = table("""
            Id,Full Name,Account ID,Account Name,Title
            P1,Li Lei,77,Acme,CTO
            P2,Han Mei,77,Acme,CEO
            P3,Wei Hua,,Ajax,
            """);
        for (int i = 0; i < 3; i++) {
            ImportReport report = run(importing().table(RecordKind.PERSON, people));
            assertThat(figures(report)).as(report.toJson()).isEqualTo("3 = 2 + 1 + 0 + 0");
            assertThat(all(CustomerView.TYPE))
                    .hasSize(5)
                    .extracting(CustomerView::status)
                    .containsOnly(Customer.Status.ACTIVE);
            assertThat(named("Acme").identities()).containsExactly(new SourceIdentity("legacy", "77"));
            assertThat(all(ContactView.TYPE))
                    .hasSize(3)
                    .extracting(ContactView::lastDay)
                    .containsOnlyNulls();
            assertThat(figures(run(again()))).isEqualTo("3 = 0 + 0 + 3 + 0");
            assertThat(ann.undo(report.batch()).complete()).isTrue();
            assertThat(named("Acme").status()).isEqualTo(Customer.Status.ARCHIVED);
        }
        ann.execute(new CustomerCommand.Restore(named("Acme").id()));
        ann.execute(new CustomerCommand.Archive(named("Acme").id(), "bankrupt"));
        run(again());
        assertThat(named("Acme").status()).isEqualTo(Customer.Status.ARCHIVED);
        assertThat(named("Ajax").status()).isEqualTo(Customer.Status.ACTIVE);
    }

    @Test
    void aRowMaySayThatTheRecordIsNoMore() throws IOException {
        run(importing().table(RecordKind.ORGANISATION, table("Id,Name\n1,Acme\n2,Ajax\n")));
        String rows = "Id,Name,IsDeleted\n1,Acme,true\n2,Ajax,false\n3,Arno,true\n";
        assertThat(figures(run(importing().table(RecordKind.ORGANISATION, table(rows)))))
                .isEqualTo("3 = 0 + 1 + 2 + 0");
        assertThat(named("Acme").status()).isEqualTo(Customer.Status.ARCHIVED);
        assertThat(figures(run(importing().table(RecordKind.ORGANISATION, table(rows)))))
                .isEqualTo("3 = 0 + 0 + 3 + 0");
        assertThat(figures(run(importing().table(RecordKind.ORGANISATION, table(rows.replace("true", "false"))))))
                .isEqualTo("3 = 1 + 1 + 1 + 0");
        assertThat(named("Acme").status()).isEqualTo(Customer.Status.ACTIVE);
        assertThat(named("Ajax").details().remark()).isNull();
    }

    @Test
    void ordersOfAShopCountOnceAndAreWhatTheShopSaysNow() throws IOException {
        String shop = """
                Order No,Date,Customer,Type,Total,Status,Item
                SO-1,2026-01-05,Acme,,CNY 1200.00,shipped,12 chairs
                SO-2,2026-01-06,Acme,Return,CNY 200.00,,
                SO-3,2026-01-07,Acme,,CNY 77.00,cancelled,
                SO-4,2026-01-07,Acme,gift,CNY 1.00,,
                SO-5,2026-01-07,,,CNY 1.00,,
                """;
        Import orders = importing()
                .table(RecordKind.TRANSACTION, table(shop))
                .table(RecordKind.ORGANISATION, table("Name\nAcme\n"));
        assertThat(figures(run(orders))).isEqualTo("6 = 4 + 0 + 0 + 2");
        CustomerId acme = only(CustomerView.TYPE).id();
        assertThat(Purchases.of(ann, List.of(acme)).get(acme)).singleElement().satisfies(each -> {
            assertThat(each.orders()).isOne();
            assertThat(each.net()).isEqualTo(Money.parse("CNY 1000.00"));
            assertThat(each.firstOrderAt()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        });
        assertThat(all(TransactionView.TYPE))
                .filteredOn(each -> "SO-1".equals(each.details().number()))
                .singleElement()
                .satisfies(each -> assertThat(each.details().subject()).isEqualTo("12 chairs\nStatus: shipped"));
        Import later = importing().table(RecordKind.TRANSACTION, table(shop.replace("CNY 1200.00", "CNY 1300.00")));
        assertThat(figures(run(later))).isEqualTo("5 = 0 + 1 + 2 + 2");
        assertThat(Purchases.of(ann, List.of(acme)).get(acme).get(0).net()).isEqualTo(Money.parse("CNY 1100.00"));
    }

    private static final String SHOP = """
            Order No,Date,Customer,Type,Total,Status
            SO-1,2026-01-05,Acme,,CNY 1200.00,
            SO-2,2026-01-06,Acme,Return,CNY 200.00,shipped
            SO-3,2026-01-07,Acme,,CNY 77.00,cancelled
            """;

    private Import orders(String table) throws IOException {
        return importing().table(RecordKind.TRANSACTION, table(table));
    }

    private List<Purchases> purchases() {
        return Purchases.of(ann, List.of(named("Acme").id())).get(named("Acme").id());
    }

    private TransactionView order(String number) {
        return all(TransactionView.TYPE).stream()
                .filter(each -> number.equals(each.details().number()))
                .collect(onlyElement());
    }

    /** Under their own ids and numbers, as the table tells of them by then. */
    @Test
    void ordersThatWereTakenBackCountAgain() throws IOException {
        run(importing().table(RecordKind.ORGANISATION, table("Name\nAcme\nAjax\n")));
        ImportReport first = run(orders(SHOP));
        assertThat(figures(first)).isEqualTo("3 = 3 + 0 + 0 + 0");
        List<Purchases> before = purchases();
        assertThat(before)
                .singleElement()
                .satisfies(each -> assertThat(each.net()).isEqualTo(Money.parse("CNY 1000.00")));
        assertThat(ann.undo(first.batch()).complete()).isTrue();
        assertThat(purchases()).isEmpty();
        String dearer = SHOP.replace("1200", "1300");
        assertThat(figures(run(orders(dearer).dryRun()))).isEqualTo("3 = 3 + 0 + 0 + 0");
        ImportReport wrong = run(orders(SHOP.replace("Acme", "Ajax")));
        assertThat(figures(wrong)).isEqualTo("3 = 0 + 0 + 0 + 3");
        assertThat(wrong.files().get(0).rejections())
                .extracting(each -> each.reason())
                .containsOnly("was cancelled here, and is another customer's, whose it stays");

        ImportReport second = run(orders(dearer));

        assertThat(figures(second)).as(second.toJson()).isEqualTo("3 = 3 + 0 + 0 + 0");
        assertThat(all(TransactionView.TYPE)).hasSize(3);
        assertThat(purchases()).singleElement().satisfies(each -> {
            assertThat(each.net()).isEqualTo(Money.parse("CNY 1100.00"));
            assertThat(each.firstOrderAt()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        });
        assertThat(order("SO-1").reason()).isNull();
        assertThat(order("SO-3").reason()).isEqualTo("cancelled, as the import tells");
        assertThat(figures(run(orders(dearer)))).isEqualTo("3 = 0 + 0 + 3 + 0");
        assertThat(ann.undo(second.batch()).complete()).isTrue();
        assertThat(purchases()).isEmpty();
        assertThat(figures(run(orders(SHOP)))).isEqualTo("3 = 3 + 0 + 0 + 0");
        assertThat(purchases()).isEqualTo(before);
    }

    @Test
    void whatSomebodyCancelledStaysSoUnlessTheRowSaysThatItIsValid() throws IOException {
        run(importing().table(RecordKind.ORGANISATION, table("Name\nAcme\n")));
        run(orders(SHOP));
        ann.execute(new TransactionCommand.Cancel(order("SO-1").id(), "not delivered"));
        assertThat(figures(run(orders(SHOP)))).isEqualTo("3 = 0 + 0 + 3 + 0");
        ImportReport dearer = run(orders(SHOP.replace("1200", "1300")));
        assertThat(figures(dearer)).isEqualTo("3 = 0 + 0 + 2 + 1");
        assertThat(dearer.toJson()).contains("transaction.cancelled");
        assertThat(order("SO-1").reason()).isEqualTo("not delivered");

        ImportReport valid = run(orders(SHOP.replace("CNY 1200.00,", "CNY 1300.00,valid")));

        assertThat(figures(valid)).isEqualTo("3 = 0 + 1 + 2 + 0");
        assertThat(order("SO-1").status()).isEqualTo(Transaction.Status.VALID);
        assertThat(order("SO-1").details().amount()).isEqualTo(Money.parse("CNY 1300.00"));
        assertThat(ann.undo(valid.batch()).complete()).isTrue();
        assertThat(order("SO-1").reason()).isEqualTo("not delivered");
        assertThat(figures(run(orders(SHOP)))).isEqualTo("3 = 0 + 0 + 3 + 0");
        assertThat(order("SO-1").status()).isEqualTo(Transaction.Status.CANCELLED);
    }

    private static final String CALLS = """
            Id,Type,Account,Subject,Due Date,Date,Status
            c1,Call,Acme,Offer,,2026-01-05,
            c2,Call,Acme,Again,2030-01-01,,
            c3,Call,Acme,Never,2030-01-02,,cancelled
            """;

    private Import calls(String table) throws IOException {
        return importing().table(RecordKind.ACTIVITY, table(table));
    }

    private ActivityView called(String id) {
        return ann.views(ActivityView.TYPE)
                .byId(new ActivityId(Ids.of("legacy", RecordKind.ACTIVITY, id)))
                .orElseThrow();
    }

    private List<Activity.Status> statuses() {
        return Stream.of("c1", "c2", "c3").map(each -> called(each).status()).toList();
    }

    /** Under their own ids, as the table tells of them by then. */
    @Test
    void activitiesThatWereTakenBackAreThereAgain() throws IOException {
        List<Activity.Status> said = List.of(Activity.Status.DONE, Activity.Status.PLANNED, Activity.Status.CANCELLED);
        run(importing().table(RecordKind.ORGANISATION, table("Name\nAcme\nAjax\n")));
        ImportReport first = run(calls(CALLS));
        assertThat(figures(first)).isEqualTo("3 = 3 + 0 + 0 + 0");
        assertThat(statuses()).isEqualTo(said);
        assertThat(ann.undo(first.batch()).complete()).isTrue();
        assertThat(statuses()).containsOnly(Activity.Status.RETRACTED);
        assertThat(figures(run(calls(CALLS).dryRun()))).isEqualTo("3 = 3 + 0 + 0 + 0");
        ImportReport wrong = run(calls(CALLS.replace("Acme", "Ajax")));
        assertThat(figures(wrong)).isEqualTo("3 = 0 + 0 + 0 + 3");
        assertThat(wrong.files().get(0).rejections())
                .extracting(each -> each.reason())
                .containsOnly("was retracted here, and is about another customer, with whom it stays");
        String open = CALLS.replace("2026-01-05,", ",open");

        ImportReport second =
                run(calls(CALLS.replace("Offer", "Our offer").replace("2030-01-01,,", "2030-01-01,2026-01-06,")));

        assertThat(figures(second)).as(second.toJson()).isEqualTo("3 = 3 + 0 + 0 + 0");
        assertThat(all(ActivityView.TYPE)).hasSize(3);
        assertThat(statuses()).containsExactly(Activity.Status.DONE, Activity.Status.DONE, Activity.Status.CANCELLED);
        assertThat(called("c1").details().subject()).isEqualTo("Our offer");
        assertThat(called("c1").heldAt()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(called("c2").heldAt()).isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
        assertThat(ann.undo(second.batch()).complete()).isTrue();
        assertThat(statuses()).containsOnly(Activity.Status.RETRACTED);
        ImportReport never = run(calls(open));
        assertThat(figures(never)).as(never.toJson()).isEqualTo("3 = 2 + 0 + 0 + 1");
        assertThat(never.toJson()).contains("activity.never-planned");
        assertThat(figures(run(calls(CALLS)))).isEqualTo("3 = 1 + 0 + 2 + 0");
        assertThat(statuses()).isEqualTo(said);
    }

    @Test
    void whatSomebodyRetractedStaysSoUnlessTheRowSaysThatItIsThere() throws IOException {
        run(importing().table(RecordKind.ORGANISATION, table("Name\nAcme\n")));
        run(calls(CALLS));
        ann.execute(new ActivityCommand.Retract(called("c1").id(), "of another customer"));
        ann.execute(new ActivityCommand.Cancel(called("c2").id(), "no need"));
        assertThat(figures(run(calls(CALLS)))).isEqualTo("3 = 0 + 0 + 3 + 0");
        ImportReport other = run(calls(CALLS.replace("Offer", "Our offer")));
        assertThat(figures(other)).isEqualTo("3 = 0 + 0 + 2 + 1");
        assertThat(other.toJson()).contains("activity.retracted");

        ImportReport there = run(calls(CALLS.replace("Status", "Status,Deleted").replace(",\n", ",,no\n")));

        assertThat(figures(there)).as(there.toJson()).isEqualTo("3 = 0 + 2 + 1 + 0");
        assertThat(statuses())
                .containsExactly(Activity.Status.DONE, Activity.Status.PLANNED, Activity.Status.CANCELLED);
        assertThat(ann.undo(there.batch()).complete()).isTrue();
        assertThat(statuses())
                .containsExactly(Activity.Status.RETRACTED, Activity.Status.CANCELLED, Activity.Status.CANCELLED);
        assertThat(called("c2").reason()).isEqualTo("no need");
        assertThat(figures(run(calls(CALLS)))).isEqualTo("3 = 0 + 0 + 3 + 0");
    }

    @Test
    void aRowMaySayThatAnActivityIsRetracted() throws IOException {
        run(importing().table(RecordKind.ORGANISATION, table("Name\nAcme\n")));
        run(calls(CALLS));
        String retracted = CALLS.replace(",\n", ",retracted\n") + "c4,Call,Acme,New,,2026-01-05,retracted\n";
        assertThat(figures(run(calls(retracted)))).isEqualTo("4 = 1 + 2 + 1 + 0");
        assertThat(statuses())
                .containsExactly(Activity.Status.RETRACTED, Activity.Status.RETRACTED, Activity.Status.CANCELLED);
        assertThat(called("c4").retraction())
                .isEqualTo(new ActivityView.Retraction(Activity.Status.DONE, "retracted, as the import tells"));
        assertThat(figures(run(calls(retracted)))).isEqualTo("4 = 0 + 0 + 4 + 0");
    }

    @Test
    void dealsGoToTheirStageAndCloseOnTheirDay() throws IOException {
        Import deals = importing()
                .value("Engaging", "qualification")
                .table(RecordKind.PRODUCT, table("SKU,Name,Price\nP1,GTX Pro,USD 4821\n"))
                .table(RecordKind.ORGANISATION, table("Name\nAcme\n"))
                .table(RecordKind.OPPORTUNITY, table("""
                    id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
                    A,bob,GTXPro,Acme,Won,2016-10-20,2017-03-01,USD 1054
                    B,bob,GTX Pro,,Engaging,2016-11-01,,
                    C,bob,GTX Pro,Acme,Lost,2016-11-02,2017-03-02,USD 0
                    """));
        assertThat(figures(run(deals))).isEqualTo("5 = 5 + 0 + 0 + 0");
        OpportunityView won = deal("A");
        assertThat(won.status()).isEqualTo(Status.WON);
        assertThat(won.openedOn()).isEqualTo(LocalDate.of(2016, 10, 20));
        assertThat(won.closedOn()).isEqualTo(LocalDate.of(2017, 3, 1));
        assertThat(won.lines())
                .singleElement()
                .satisfies(each -> assertThat(each.product()).isEqualTo("P1"));
        assertThat(won.amount()).isEqualTo(Money.parse("USD 1054"));
        assertThat(deal("B").stage().code()).isEqualTo("qualification");
        assertThat(deal("B").details().remark()).isEqualTo("product: P1");
        assertThat(deal("C").status()).isEqualTo(Status.LOST);
        assertThat(run(again()).unchanged()).isEqualTo(5);
        ImportReport later = run(importing().table(RecordKind.OPPORTUNITY, table("""
            id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A,bob,GTX Pro,Acme,Won,2016-10-20,2017-03-05,USD 2000
            B,carol,GTX Pro,Acme,Lost,2016-11-01,2017-06-01,USD 10
            """)));
        assertThat(figures(later)).isEqualTo("2 = 0 + 2 + 0 + 0");
        assertThat(deal("A").closedOn()).isEqualTo(LocalDate.of(2017, 3, 5));
        assertThat(deal("A").amount()).isEqualTo(Money.parse("USD 2000"));
        assertThat(deal("B").owner()).isEqualTo("carol");
        assertThat(deal("B").status()).isEqualTo(Status.LOST);
    }

    @Test
    void ticketsAreOpenedGivenAndClosedAtTheirTimes() throws IOException {
        ImportReport report = run(importing()
                .table(RecordKind.ORGANISATION, table("Id,Name\n1,Acme\n"))
                .table(RecordKind.TICKET, table("""
                    Case Number,Subject,Account ID,Status,Priority,Type,Case Origin,Opened,Closed,Agent,Resolution
                    T1,It smokes,1,Closed,High,Problem,Email,2020-01-01 10:00,2020-01-03 10:00,bob,New fuse
                    T2,How,1,New,,,,2020-01-02,,,
                    T3,What,9,New,,,,2020-01-02,,,
                    """)));
        assertThat(figures(report)).isEqualTo("4 = 3 + 0 + 0 + 1");
        TicketView closed = all(TicketView.TYPE).stream()
                .filter(each -> each.subject().equals("It smokes"))
                .findFirst()
                .orElseThrow();
        assertThat(closed.status()).isEqualTo(Ticket.Status.CLOSED);
        assertThat(closed.openedAt()).isEqualTo(Instant.parse("2020-01-01T10:00:00Z"));
        assertThat(closed.closedAt()).isEqualTo(Instant.parse("2020-01-03T10:00:00Z"));
        assertThat(closed.agent()).isEqualTo("bob");
        assertThat(ann.history(closed.id()).stream().map(Recorded::meta).map(Meta::actor))
                .doesNotContain("ann");
        assertThat(run(again()).unchanged()).isEqualTo(3);
    }

    private Import last = importing();

    private Import importing() {
        return Import.with(ann).source("legacy").region("CN").clock(java.time.InstantSource.fixed(Trials.NOON));
    }

    private ImportReport run(Import anImport) {
        last = anImport;
        return anImport.run();
    }

    /** The same tables once more. */
    private Import again() {
        return last;
    }

    private OpportunityView deal(String id) {
        return ann.views(OpportunityView.TYPE)
                .byId(new io.guanxi.domain.opportunity.OpportunityId(Ids.of("legacy", RecordKind.OPPORTUNITY, id)))
                .orElseThrow();
    }

    private CustomerView named(String name) {
        return ann.views(CustomerView.TYPE)
                .find(
                        CustomerView.NAME.is(name),
                        io.guanxi.application.view.PageRequest.first(2).byId())
                .views()
                .get(0);
    }

    private <V extends View> List<V> all(ViewType<V> type) {
        List<V> all = new ArrayList<>();
        ann.views(type).forEach(Filter.everything(), all::add);
        return all;
    }

    private <V extends View> V only(ViewType<V> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    static String figures(ImportReport report) {
        assertThat(report.rows())
                .isEqualTo(report.created() + report.updated() + report.unchanged() + report.rejected());
        return report.rows() + " = " + report.created() + " + " + report.updated() + " + " + report.unchanged() + " + "
                + report.rejected();
    }

    private TableFile table(String text) throws IOException {
        return TableFile.open(Files.writeString(Files.createTempFile(directory, "table", ".csv"), text));
    }
}
