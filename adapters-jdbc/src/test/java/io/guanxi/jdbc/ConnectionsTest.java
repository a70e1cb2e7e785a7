package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the connections of an H2 database, our own ones and those of a pool, when a statement fails. */
class ConnectionsTest {

    private static final int POOL = 4;

    @TempDir
    private Path directory;

    private String url = "";

    @BeforeEach
    void name() {
        url = "jdbc:h2:async:" + directory.resolve("crm") + ";WRITE_DELAY=0;LOCK_TIMEOUT=50";
    }

    private long sessions() throws Exception {
        try (Connection other = DriverManager.getConnection(url);
                var rows = other.createStatement().executeQuery("select count(*) from information_schema.sessions")) {
            rows.next();
            return rows.getLong(1) - 1;
        }
    }

    /** H2 tells of it as of a store that is broken, and the connections are as good as before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLockThatIsNotToBeHadCostsNoConnection(boolean pooled) throws Exception {
        try (HikariDataSource pool = Databases.pool(url, POOL);
                Crm crm = Crms.builder((pooled ? JdbcStorage.on(pool) : JdbcStorage.h2(url)).createTables())
                        .build();
                Connection other = DriverManager.getConnection(url)) {
            CrmSession session = crm.as(Crms.ANN);
            CustomerId acme = CustomerId.random();
            session.execute(Register.organisation(acme, "Acme"));
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("update crm_v_customer set version = version where id = ?")) {
                lock.setObject(1, acme.value());
                lock.executeUpdate();
            }
            for (int i = 0; i < 10; i++) {
                String tag = "tag " + i;
                assertThatThrownBy(() -> session.execute(new CustomerCommand.Tag(acme, tag)))
                        .isInstanceOf(CrmException.Stale.class);
            }
            other.rollback();

            for (int i = 0; i < 10; i++) {
                session.execute(new CustomerCommand.Tag(acme, "tag " + i));
                assertThat(session.views(CustomerView.TYPE).count(Filter.everything()))
                        .isEqualTo(1);
            }
            assertThat(sessions()).isLessThan(20);
        }
    }

    /** HikariCP does not look at a connection that was used half a second ago, and all of them are used all the time. */
    @Test
    void aBusyPoolGoesOnWhenItsDatabaseHasClosedItself() throws Exception {
        try (HikariDataSource pool = Databases.pool(url, POOL);
                Crm crm = Crms.builder(JdbcStorage.on(pool).createTables()).build()) {
            CrmSession session = crm.as(Crms.ANN);
            session.execute(Register.organisation(CustomerId.random(), "Acme"));
            try (Connection other = DriverManager.getConnection(url)) {
                other.createStatement().execute("shutdown immediately");
            }
            Queue<Integer> failed = new ConcurrentLinkedQueue<>();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 2 * POOL; i++) {
                readers.add(new Thread(() -> {
                    for (int question = 0; question < 200; question++) {
                        try {
                            session.views(CustomerView.TYPE).count(Filter.everything());
                        } catch (StorageException closed) {
                            failed.add(question);
                        }
                    }
                }));
            }
            readers.forEach(Thread::start);
            for (Thread each : readers) {
                each.join();
            }

            assertThat(failed).as("numbers of the questions that failed").allMatch(each -> each < 50);
        }
    }
}
