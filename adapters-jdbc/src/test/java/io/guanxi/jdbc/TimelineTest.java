package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.customer.CustomerId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page of a long timeline costs. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class TimelineTest {

    private static final int ENTRIES = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Databases.Kind kind;
    private final CustomerId acme = CustomerId.random();

    TimelineTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @Test
    void aPageOfTenThousandEntriesIsOneQuery() {
        Scopes rights = Scopes.commands((actor, command) -> true)
                .see(CustomerView.TYPE, actor -> CustomerView.OWNER.is(actor.id()))
                .see(ActivityView.TYPE, actor -> ActivityView.ASSIGNEE.is(actor.id()));
        try (HikariDataSource pool = kind.pool()) {
            CountingSource source = new CountingSource(pool);
            try (Crm crm = Crms.builder(JdbcStorage.on(source).createTables())
                    .authorizer(rights)
                    .without("process")
                    .build()) {
                CrmSession ann = crm.as(Crms.ANN);
                for (int i = 0; i < ENTRIES; i += AT_ONCE) {
                    ann.at(NOON.plusSeconds(i))
                            .executeAll(IntStream.range(0, AT_ONCE)
                                    .mapToObj(each -> visit())
                                    .toList());
                }
                readThrough(ann, source, TimelineEntry.of(acme), ENTRIES);
                readThrough(ann, source, TimelineEntry.of(acme).and(TimelineEntry.KIND.is("call")), 0);
            }
        }
    }

    private RecordFollowUp visit() {
        return new RecordFollowUp(
                ActivityId.random(),
                About.customer(acme),
                ActivityDetails.of(ActivityKind.VISIT, "At the fair"),
                ActivityOutcome.NONE);
    }

    /** MariaDB asks the first page for entries without a time apart, so that the others are read by the index. */
    private void readThrough(CrmSession session, CountingSource source, Filter<TimelineEntry> filter, int expected) {
        Set<TimelineEntry.Id> seen = new HashSet<>();
        PageRequest<TimelineEntry> request = TimelineEntry.newest(AT_ONCE);
        Page<TimelineEntry> page;
        do {
            int most = kind == Databases.Kind.MARIADB && seen.isEmpty() ? 2 : 1;
            source.statements.remove();
            page = session.views(TimelineEntry.TYPE).find(filter, request);
            assertThat(source.statements.get())
                    .as("beside the look for new tables, now and then, and the one whether anybody is merged")
                    .filteredOn(each -> Ascii.toLowerCase(each).contains("crm_v_timeline"))
                    .hasSizeBetween(1, most);
            assertThat(source.statements.get())
                    .filteredOn(each -> Ascii.toLowerCase(each).contains("crm_v_"))
                    .hasSizeBetween(1, most + 1);
            page.views().forEach(each -> assertThat(seen.add(each.id())).isTrue());
            request = page.next() == null ? request : request.after(page.next());
        } while (page.next() != null);
        assertThat(seen).hasSize(expected);
    }
}
