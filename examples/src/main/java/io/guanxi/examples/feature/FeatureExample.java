package io.guanxi.examples.feature;

import static io.guanxi.application.view.PageRequest.first;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** A third party's feature at work: stored, listed, filtered and joined with built-in views, on any storage. */
public final class FeatureExample {

    private FeatureExample() {}

    public static void main(String[] args) {
        run(JdbcStorage.h2("jdbc:h2:mem:feature").createTables(), System.out);
    }

    static void run(Storage storage, PrintStream out) {
        try (Crm crm = Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .feature(new MachineFeature())
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("service")));
            CustomerId acme = CustomerId.random();
            CustomerId ajax = CustomerId.random();
            ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            ann.execute(CustomerCommand.Register.organisation(ajax, "Ajax"));

            MachineId press = MachineId.random();
            CrmSession lastYear = ann.at(Instant.parse("2025-05-05T08:00:00Z"));
            lastYear.execute(new MachineCommand.Install(press, acme, "Press 3000", "4711"));
            lastYear.execute(new MachineCommand.Install(MachineId.random(), ajax, "Mill 7", "17-b"));
            ann.at(Instant.parse("2026-02-02T08:00:00Z")).execute(new MachineCommand.Service(press));

            var neglected = MachineView.STANDING.and(MachineView.LOOKED_AFTER_ON.lessThan(LocalDate.of(2026, 1, 1)));
            var page = ann.views(MachineView.TYPE)
                    .with(CustomerView.TYPE)
                    .find(neglected, first(20).by(MachineView.LOOKED_AFTER_ON));
            page.views()
                    .forEach(each -> out.println(each.model() + " at "
                            + page.related(CustomerView.TYPE, each.customer())
                                    .orElseThrow()
                                    .details()
                                    .name()
                            + " was last looked after on " + each.lookedAfterOn()));

            long owners = ann.views(CustomerView.TYPE)
                    .count(CustomerView.TYPE.having(
                            MachineView.TYPE, MachineView.CUSTOMER, MachineView.MODEL.startsWith("Press")));
            out.println(owners + " customer has a press");

            ann.views(TimelineEntry.TYPE)
                    .find(TimelineEntry.of(acme), TimelineEntry.newest(20))
                    .views()
                    .forEach(each -> out.println(each.happenedAt() + " " + each.event() + " " + each.text()));
        }
    }
}
