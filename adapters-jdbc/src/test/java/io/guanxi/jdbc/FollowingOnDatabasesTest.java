package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.imports.Parity.Difference;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.LegacySystem;
import io.guanxi.application.shadow.ShadowFeature;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A feed and a comparison of more rows than are taken at once, on every database. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class FollowingOnDatabasesTest {

    private static final int COUNT = 1_200;

    private final Databases.Kind kind;
    private final Legacy legacy = new Legacy();

    FollowingOnDatabasesTest(Databases.Kind kind) {
        this.kind = kind;
    }

    /** Firms with numbers, of which one is renamed. */
    private static final class Legacy implements LegacySystem {

        private int renamed = -1;
        private int deleted;

        @Override
        public String source() {
            return "erp";
        }

        private Row row(int i) {
            return new Row("F" + i, Map.of("Name", (i == renamed ? "Other " : "Firm ") + i, "Industry", "tools"));
        }

        @Override
        public List<Change> changes(@Nullable String after, int limit) {
            int from = after == null ? 0 : Integer.parseInt(after);
            return IntStream.range(from, Math.min(COUNT + deleted, from + limit))
                    .mapToObj(this::change)
                    .toList();
        }

        /** Behind all that were made, the first ones are deleted. */
        private Change change(int i) {
            String position = Integer.toString(i + 1);
            return i < COUNT
                    ? new Change(position, RecordKind.ORGANISATION, row(i))
                    : Change.deletion(position, RecordKind.ORGANISATION, "F" + (i - COUNT));
        }

        @Override
        public Stream<Row> rows(RecordKind of) {
            return IntStream.range(deleted, COUNT).mapToObj(this::row);
        }
    }

    @Test
    void aFeedIsFollowedComparedAndTakenOver() {
        try (HikariDataSource pool = kind.pool();
                Crm crm = Crms.builder(JdbcStorage.on(pool).createTables())
                        .without("process")
                        .feature(new LinkFeature())
                        .feature(new ShadowFeature())
                        .build()) {
            CrmSession session = crm.as(new Actor("ann", Set.of()));
            Following following = Following.of(session, legacy);
            following.follow(RecordKind.ORGANISATION);
            assertThat(following.catchUp().applied()).isEqualTo(COUNT);
            assertThat(session.views(CustomerView.TYPE).count(Filter.everything()))
                    .isEqualTo(COUNT);
            assertThat(following.parity(RecordKind.ORGANISATION, any -> {}))
                    .isEqualTo(new Parity("erp", RecordKind.ORGANISATION, COUNT, COUNT, 0, 0, 0));

            legacy.deleted = 600;
            assertThat(following.parity(RecordKind.ORGANISATION, any -> {}).missingThere())
                    .isEqualTo(600);
            assertThat(following.catchUp().applied()).isEqualTo(600);
            assertThat(session.views(CustomerView.TYPE).count(CustomerView.ACTIVE))
                    .isEqualTo(600);
            assertThat(following.parity(RecordKind.ORGANISATION, any -> {}))
                    .isEqualTo(new Parity("erp", RecordKind.ORGANISATION, 600, 600, 0, 0, 0));

            legacy.renamed = 777;
            List<Difference> told = new ArrayList<>();
            assertThat(following.parity(RecordKind.ORGANISATION, told::add).differing())
                    .isOne();
            assertThat(told)
                    .containsExactly(new Difference(
                            Parity.Sort.DIFFERING, RecordKind.ORGANISATION, "F777", "Name", "Other 777", "Firm 777"));
            List<CustomerView> firm = new ArrayList<>();
            session.views(CustomerView.TYPE).forEach(CustomerView.knownAs("erp:F777"), firm::add);
            CustomerCommand own = new CustomerCommand.AssignOwner(firm.get(0).id(), "ann");
            assertThatThrownBy(() -> session.execute(own)).isInstanceOf(CrmException.Refused.class);
            following.takeOver(RecordKind.ORGANISATION, "the name here is right");
            assertThat(session.execute(own).events()).hasSize(1);
        }
    }
}
