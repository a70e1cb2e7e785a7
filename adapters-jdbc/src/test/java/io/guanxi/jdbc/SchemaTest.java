package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.Signer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class SchemaTest {

    private final Databases.Kind kind;

    private HikariDataSource pool;

    SchemaTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whatIsMissingIsSaidAllAtOnceAndWithWhatToDo() {
        assertThatThrownBy(() -> Crms.builder(JdbcStorage.on(pool)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the table crm_event is missing")
                .hasMessageContaining("the table crm_dead_letter is missing")
                .hasMessageContaining("createTables()");
        Databases.runScript(pool, JdbcStorage.on(pool).tablesSql());
        assertThatThrownBy(() ->
                        Crms.builder(JdbcStorage.on(pool).validateTables()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the table crm_v_customer is missing");
    }

    @Test
    void aHostMakesTheTablesWithItsOwnTool() {
        JdbcStorage storage = JdbcStorage.on(pool).prefix("x_");
        Databases.runScript(pool, storage.tablesSql());
        Databases.runScript(pool, storage.viewsSql(Crms.views()));
        CustomerId id = CustomerId.random();
        try (Crm crm = Crms.builder(storage).build()) {
            crm.as(Crms.ANN).execute(Crms.acme(id));
        }
        // and lets the library go on with them
        try (Crm crm =
                Crms.builder(JdbcStorage.on(pool).prefix("x_").createTables()).build()) {
            assertThat(crm.as(Crms.ANN).views(CustomerView.TYPE).byId(id)).isPresent();
        }
    }

    @Test
    void aViewThatAHostMakesAnewIsFoldedAnew() {
        CustomerId id = CustomerId.random();
        try (Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build()) {
            crm.as(Crms.ANN).execute(Crms.acme(id));
        }
        Databases.run(pool, "update crm_view_type set fingerprint = 'older' where name = 'customer'");
        assertThatThrownBy(() -> Crms.builder(JdbcStorage.on(pool)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("made for another shape of the view customer");
        Databases.runScript(pool, JdbcStorage.on(pool).viewsSql(Crms.customerViews()));
        try (Crm crm = Crms.builder(JdbcStorage.on(pool)).build()) {
            assertThat(crm.as(Crms.ANN).views(CustomerView.TYPE).byId(id)).isPresent();
        }
    }

    @Test
    void tablesOfANewerBuildAreNotTouched() {
        Databases.runScript(pool, JdbcStorage.on(pool).tablesSql());
        Databases.run(pool, "update crm_schema_version set version = 99");
        for (JdbcStorage storage :
                new JdbcStorage[] {JdbcStorage.on(pool), JdbcStorage.on(pool).createTables()}) {
            assertThatThrownBy(() -> Crms.builder(storage).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("newer");
        }
    }

    @Test
    void tablesAreMadeBesideThoseOfTheHost() {
        Databases.run(pool, "create table erp_order (number int)", "insert into erp_order values (1)");
        try (Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build()) {
            crm.as(Crms.ANN).execute(Crms.acme(CustomerId.random()));
        }
        assertThat(Databases.number(pool, "select count(*) from crm_event")).isEqualTo(2);
        assertThat(Databases.number(pool, "select count(*) from erp_order")).isEqualTo(1);
    }

    @Test
    void theGrantsAreEnoughAndTheLogIsOnlyAppendedTo() throws Exception {
        JdbcStorage owner = JdbcStorage.on(pool).createTables();
        Crms.builder(owner).build().close();
        try (HikariDataSource clerk = Databases.otherUser(kind, pool, owner.grantsSql("clerk", Crms.views()))) {
            CustomerId id = CustomerId.random();
            KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            try (Crm crm = Crms.builder(JdbcStorage.on(clerk))
                    .chained(Signer.of(key.getPrivate()))
                    .build()) {
                crm.as(Crms.ANN).execute(Crms.acme(id));
                assertThat(crm.as(Crms.ANN).history(id)).hasSize(2);
                crm.finishUpgrade();
                assertThat(crm.logHead()).isPresent();
                assertThat(crm.verifyLog(key.getPublic()).events()).isEqualTo(2);
            }
            for (String each : new String[] {
                "delete from crm_event", "delete from crm_chain", "update crm_chain set signature = ''"
            }) {
                assertThatThrownBy(() -> Databases.run(clerk, each)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void namesThatAreNoNamesAreRefused() {
        for (String name : new String[] {"x;", "X", "1x", "x-", "a23456789012345678", "\"", "é"}) {
            assertThatThrownBy(() -> JdbcStorage.on(pool).prefix(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> JdbcStorage.on(pool).schema("a.b")).isInstanceOf(IllegalArgumentException.class);
    }
}
