package io.guanxi.examples.duplicates;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.duplicate.DuplicatePolicy.Action;
import io.guanxi.application.imports.Import;
import io.guanxi.application.imports.ImportReport;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateCommand;
import io.guanxi.domain.duplicate.MatchRule;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Duplicates where they begin: in a form and in an import. */
public final class TwiceTheSame {

    private TwiceTheSame() {}

    public static void main(String[] args) throws IOException {
        // README begins
        DuplicatePolicy policy = DuplicatePolicy.STANDARD // whoever is like another is a finding for a steward
                .onCreate(MatchRule.PHONE, Action.REFUSE)
                .onImport(MatchRule.PHONE, Action.WARN);
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:duplicates").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new DuplicateFeature(policy))
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            ContactPoint phone = new ContactPoint.Phone(new PhoneNumber("+8613800138000"));
            ann.execute(Register.person(CustomerId.random(), "Li Lei", phone));

            CustomerId mei = CustomerId.random();
            Register sister = Register.person(mei, "Li Mei", phone);
            ann.duplicatesOf(sister).forEach(each -> System.out.println(each.agrees() + " " + each.probability()));
            try {
                ann.execute(sister);
            } catch (CrmException.Refused refused) {
                System.out.println(refused.code()); // duplicate.like-another
            }
            ann.executeAll(List.of(new DuplicateCommand.Allow(mei, "his sister"), sister));

            Path file = Files.writeString(
                    Files.createTempFile("people", ".csv"), "Name,Phone\nLei Li,13800138000\nHan Meimei,\n");
            ImportReport report = Import.with(ann)
                    .region("CN")
                    .table(RecordKind.PERSON, TableFile.open(file))
                    .run();
            System.out.println(report.created() + " created, " + report.suspected() + " suspected");
            System.out.println(report.files().get(0).suspicions());
        }
        // README ends
    }
}
