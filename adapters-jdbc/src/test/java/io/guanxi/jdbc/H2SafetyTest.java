package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 databases whose settings would lose or mix up what has been committed are corrected or refused. */
class H2SafetyTest {

    @TempDir
    private Path directory;

    private String path() {
        return directory.resolve("crm").toString();
    }

    @Test
    void aPoolOfTheHostIsToldToWriteAtOnce() {
        try (HikariDataSource pool = Databases.pool("jdbc:h2:file:" + path(), 2)) {
            assertThat(writeDelay(pool)).isPositive();
            Crms.builder(JdbcStorage.on(pool).createTables()).build().close();
            assertThat(writeDelay(pool)).isZero();
        }
    }

    private static long writeDelay(HikariDataSource pool) {
        return Databases.number(
                pool,
                "select max(cast(setting_value as bigint)) from information_schema.settings"
                        + " where setting_name = 'WRITE_DELAY'");
    }

    /** As after a kill between a row and the number that it has got. */
    @Test
    void numbersOfEventsAreNotGivenAgain() {
        try (HikariDataSource pool = Databases.h2()) {
            Crms.builder(JdbcStorage.on(pool).schema("other").createTables())
                    .build()
                    .close();
            for (int i = 1; i <= 3; i++) {
                try (Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build()) {
                    CustomerId id = CustomerId.random();
                    crm.as(Crms.ANN).execute(Register.organisation(id, "Acme"));
                    assertThat(crm.as(Crms.ANN).history(id)).hasSize(1);
                }
                assertThat(Databases.number(pool, "select max(position) from crm_event"))
                        .isEqualTo(i);
                Databases.run(pool, "alter table crm_event alter column position restart with 1");
            }
        }
    }

    /** Whoever has only the rights that are listed cannot put the numbers right, and needs to only after a crash. */
    @Test
    void aUserWhoMayNotPutTheNumbersRightIsToldWhoMay() {
        try (HikariDataSource owner = Databases.h2()) {
            JdbcStorage tables = JdbcStorage.on(owner).createTables();
            try (Crm crm = Crms.builder(tables).build()) {
                crm.as(Crms.ANN).execute(Register.organisation(CustomerId.random(), "Acme"));
            }
            try (HikariDataSource clerk =
                    Databases.otherUser(Databases.Kind.H2, owner, tables.grantsSql("clerk", Crms.views()))) {
                Crms.builder(JdbcStorage.on(clerk)).build().close();
                Databases.run(owner, "alter table crm_event alter column position restart with 1");

                assertThatThrownBy(() -> Crms.builder(JdbcStorage.on(clerk)).build())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("owner")
                        .hasMessageContaining("alter table \"CRM_EVENT\" alter column position restart with 2");
                Databases.run(owner, "alter table crm_event alter column position restart with 2");
                Crms.builder(JdbcStorage.on(clerk)).build().close();
            }
        }
    }

    @Test
    void aSourceThatForgetsTheSettingIsRefused() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + path());
        assertThatThrownBy(() ->
                        Crms.builder(JdbcStorage.on(source).createTables()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(";WRITE_DELAY=0");
        source.setURL("jdbc:h2:async:" + path() + ";WRITE_DELAY=0");
        Crms.builder(JdbcStorage.on(source).createTables()).build().close();
    }

    @Test
    void aUserWhoMayNotCorrectItIsRefused() {
        try (HikariDataSource owner = Databases.pool("jdbc:h2:file:" + path(), 2);
                HikariDataSource clerk = Databases.otherUser(Databases.Kind.H2, owner, "create schema erp")) {
            assertThatThrownBy(() -> Crms.builder(JdbcStorage.on(clerk)).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("WRITE_DELAY=0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"set lock_mode 0", "set collation german", "set ignorecase true"})
    void aDatabaseThatMixesThingsUpIsRefused(String setting) {
        try (HikariDataSource pool = Databases.h2()) {
            Databases.run(pool, setting);
            assertThatThrownBy(() ->
                            Crms.builder(JdbcStorage.on(pool).createTables()).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot work so");
        }
    }
}
