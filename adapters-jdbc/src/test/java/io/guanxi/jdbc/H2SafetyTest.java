package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An H2 file loses nothing that has been acknowledged, whatever happens to the process or its threads. */
class H2SafetyTest {

    @TempDir
    private Path directory;

    private String path() {
        return directory.resolve("crm").toString();
    }

    /** Registers customers for ever and says of each that it is committed. */
    public static final class Victim {
        public static void main(String[] arguments) {
            Crm crm = Crms.builder(JdbcStorage.h2(arguments[0]).createTables()).build();
            CrmSession session = crm.as(Crms.ANN);
            while (true) {
                CustomerId id = CustomerId.random();
                session.execute(Register.organisation(id, "Acme"));
                System.out.println(id.value());
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        String url = "jdbc:h2:file:" + path();
        Path said = directory.resolve("said");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        url)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Crms.await(() -> acknowledged(said).size() > 100);
        victim.destroyForcibly();
        assertThat(victim.waitFor(20, TimeUnit.SECONDS)).isTrue();
        try (Crm crm = Crms.builder(JdbcStorage.h2(url)).build()) {
            Set<UUID> found = new HashSet<>();
            crm.as(Crms.ANN)
                    .views(CustomerView.TYPE)
                    .forEach(Filter.everything(), view -> found.add(view.id().value()));
            assertThat(found).containsAll(acknowledged(said));
        }
    }

    private static Set<UUID> acknowledged(Path said) {
        try (Stream<String> lines = Files.lines(said)) {
            return lines.filter(each -> each.length() == 36)
                    .map(UUID::fromString)
                    .collect(Collectors.toSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void anInterruptedThreadHarmsNobodyElse() throws Exception {
        try (Crm crm = Crms.builder(JdbcStorage.h2("jdbc:h2:file:" + path()).createTables())
                .build()) {
            CrmSession session = crm.as(Crms.ANN);
            AtomicBoolean enough = new AtomicBoolean();
            Thread interrupted = new Thread(() -> {
                while (!enough.get()) {
                    Thread.currentThread().interrupt();
                    try {
                        session.execute(Register.organisation(CustomerId.random(), "Acme"));
                    } catch (RuntimeException failed) {
                        // an interrupted command may fail, if only its own
                    }
                }
            });
            interrupted.start();
            for (int i = 0; i < 40; i++) {
                session.execute(Register.organisation(CustomerId.random(), "Ajax"));
            }
            enough.set(true);
            interrupted.join();
            assertThat(session.views(CustomerView.TYPE).count(CustomerView.NAME.is("Ajax")))
                    .isEqualTo(40);
        }
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
