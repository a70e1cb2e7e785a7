package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityCommand.AssignCustomer;
import io.guanxi.domain.opportunity.OpportunityId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How many statements something takes, and what they look at. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class StatementsTest {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private final Databases.Kind kind;
    private final CustomerId acme = CustomerId.random();
    private final List<OpportunityId> deals =
            Stream.generate(OpportunityId::random).limit(200).toList();

    StatementsTest(Databases.Kind kind) {
        this.kind = kind;
    }

    /** Guards that look at customers do not make single rows of a batch of deals. */
    @Test
    void dealsThatAreOpenedTogetherAreWrittenTogether() {
        try (HikariDataSource pool = kind.pool()) {
            CountingSource source = new CountingSource(pool);
            try (Crm crm = start(source)) {
                CrmSession ann = withDeals(crm, source);
                assertThat(asked(source, "merge into", "insert into").size()).isBetween(1, 2);
                assertThat(ann.views(OpportunityView.TYPE).count(OpportunityView.CUSTOMER.is(acme)))
                        .isEqualTo(deals.size());
            }
        }
    }

    /** H2 looks at all rows of a tenant if the tenant is named beside a list. */
    @Test
    void listedRowsAreFoundByTheirIndex() throws SQLException {
        try (HikariDataSource pool = kind.pool()) {
            CountingSource source = new CountingSource(pool);
            try (Crm crm = start(source)) {
                CrmSession ann = withDeals(crm, source);
                List<OpportunityId> some = deals.subList(0, 3);
                source.statements.remove();
                List<OpportunityId> found = new ArrayList<>();
                ann.views(OpportunityView.TYPE)
                        .forEach(
                                new Filter.OneOf<>(OpportunityView.TYPE.id(), values(some)),
                                each -> found.add(each.id()));
                assertThat(found).containsExactlyInAnyOrderElementsOf(some);
                if (kind == Databases.Kind.H2) {
                    assertThat(looksAt(pool, asked(source, "select").get(0), some))
                            .isLessThan(2L * some.size());
                }
            }
        }
    }

    private static Crm start(CountingSource source) {
        return Crms.builder(JdbcStorage.on(source).createTables()).build();
    }

    private CrmSession withDeals(Crm crm, CountingSource source) {
        CrmSession ann = crm.as(Crms.ANN);
        ann.execute(Register.organisation(acme, "Acme"));
        source.statements.remove();
        ann.executeAll(deals.stream()
                .flatMap(each -> Stream.<Command>of(
                        OpportunityCommand.Open.named(each, "Forge"), new AssignCustomer(each, acme)))
                .toList());
        return ann;
    }

    /** The statements about the table of deals that begin so. */
    private static List<String> asked(CountingSource source, String... beginnings) {
        return source.statements.get().stream()
                .filter(each -> Ascii.toLowerCase(each).contains("crm_v_opportunity"))
                .filter(each -> Stream.of(beginnings)
                        .anyMatch(beginning -> Ascii.toLowerCase(each).startsWith(beginning)))
                .toList();
    }

    private static List<Object> values(List<OpportunityId> ids) {
        return ids.stream().<Object>map(OpportunityId::value).toList();
    }

    private static long looksAt(HikariDataSource pool, String select, List<OpportunityId> ids) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain analyze " + select)) {
            int index = 0;
            for (OpportunityId id : ids) {
                explain.setString(++index, "main");
                explain.setObject(++index, id.value());
            }
            explain.setInt(++index, 1); // anything: see Dialect.unrepeated
            explain.setInt(++index, 100);
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                Matcher scanned = SCANNED.matcher(plan.getString(1));
                assertThat(scanned.find()).isTrue();
                return Long.parseLong(scanned.group(1));
            }
        }
    }
}
