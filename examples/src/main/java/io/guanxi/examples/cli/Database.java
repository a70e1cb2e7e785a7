package io.guanxi.examples.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.shadow.ShadowFeature;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.ticket.TicketFeature;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Pipelines;
import io.guanxi.domain.ticket.BusinessCalendar;
import io.guanxi.domain.ticket.Shift;
import io.guanxi.domain.ticket.SlaPolicy;
import io.guanxi.examples.cli.salespipeline.SalesPipeline;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CRM in a database, as long as a command runs. */
final class Database implements AutoCloseable {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Pattern CREDENTIALS = Pattern.compile("(?i);(USER|PASSWORD)=([^;]*)");
    private static final Pattern ELSEWHERE_OR_SAID = Pattern.compile("(?i)^jdbc:h2:(tcp|ssl):|;DB_CLOSE_ON_EXIT=");
    private static final BusinessCalendar OFFICE_HOURS =
            BusinessCalendar.weekdays(ZoneOffset.UTC, Shift.of("09:00", "18:00"));
    /** Those who come in files are told too, not only those who are typed. */
    private static final DuplicatePolicy DUPLICATES =
            new DuplicatePolicy(DuplicatePolicy.STANDARD.created(), DuplicatePolicy.STANDARD.created(), 0.5);

    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Crm crm;
    private final @Nullable HikariDataSource pool;
    private @Nullable Thread hook;
    private boolean closed;

    private Database(Crm crm, @Nullable HikariDataSource pool) {
        this.crm = crm;
        this.pool = pool;
    }

    static boolean understands(String url) {
        return url.startsWith(H2) || url.startsWith(POSTGRES);
    }

    /**
     * Opens the database, and makes it ready if it is new.
     *
     * @param dutiesEvery how often to look for what has fallen due; zero for never
     */
    static Database open(String url, @Nullable String user, @Nullable String password, Duration dutiesEvery) {
        if (url.startsWith(H2)) {
            return new Database(crm(h2(url, user, password), dutiesEvery), null);
        }
        HikariDataSource pool = postgres(url, user, password);
        try {
            return new Database(crm(JdbcStorage.on(pool), dutiesEvery), pool);
        } catch (RuntimeException | Error failure) {
            pool.close();
            throw failure;
        }
    }

    Crm crm() {
        return crm;
    }

    /** Closes it when the process is told to end, after something has been said. */
    Database closingWhenInterrupted(Runnable said) {
        hook = new Thread(
                () -> {
                    said.run();
                    closeOnce();
                },
                "crm-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    @Override
    public void close() {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException itIsAtWorkAlready) {
            // It closes the database, and this waits for it.
        }
        closeOnce();
    }

    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        crm.close();
        if (pool != null) {
            pool.close();
        }
    }

    private static Crm crm(JdbcStorage storage, Duration dutiesEvery) {
        Storage ready = storage.createTables();
        return Crm.builder()
                .storage(ready)
                .authorizer(Authorizer.allowEverything())
                // README begins
                .feature(new OpportunityFeature(Pipelines.of(Pipeline.STANDARD, SalesPipeline.PIPELINE)))
                .feature(new TicketFeature(SlaPolicy.businessHours(OFFICE_HOURS)))
                // README ends
                .feature(new DuplicateFeature(DUPLICATES))
                .feature(new LinkFeature())
                .feature(new ShadowFeature())
                .dutiesEvery(dutiesEvery)
                .build();
    }

    /**
     * H2 separates its settings by semicolons, and would take those behind a question mark for a part of the file's name. Who
     * connects is taken out of them, so that a password can be given apart; without a name, H2 would call the owner of a new
     * database nothing at all.
     */
    private static JdbcStorage h2(String given, @Nullable String user, @Nullable String password) {
        int mark = given.indexOf('?');
        String url = mark < 0
                ? given
                : given.substring(0, mark) + ';' + given.substring(mark + 1).replace('&', ';');
        if (!ELSEWHERE_OR_SAID.matcher(url).find()) {
            // Else H2 closes the file as soon as the process is told to end, while there is still work on it.
            url += ";DB_CLOSE_ON_EXIT=FALSE";
        }
        return JdbcStorage.h2(
                CREDENTIALS.matcher(url).replaceAll(""),
                user == null ? credential(url, "USER", "sa") : user,
                password == null ? credential(url, "PASSWORD", "") : password);
    }

    private static String credential(String url, String name, String otherwise) {
        return CREDENTIALS
                .matcher(url)
                .results()
                .filter(each -> each.group(1).equalsIgnoreCase(name))
                .map(each -> each.group(2))
                .findFirst()
                .orElse(otherwise);
    }

    private static HikariDataSource postgres(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (user != null) {
            config.setUsername(user);
        }
        if (password != null) {
            config.setPassword(password);
        }
        config.setPoolName("crm");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.addDataSourceProperty("ApplicationName", "crm");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
