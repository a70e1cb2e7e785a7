package io.guanxi.jdbc;

import io.guanxi.application.spi.Attempts;
import io.guanxi.application.spi.Batches;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Editions;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Nodes;
import io.guanxi.application.spi.Receipts;
import io.guanxi.application.spi.Snapshots;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.spi.Upgrades;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.ViewType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in the host's own H2, PostgreSQL or MariaDB database:
 *
 * <pre>{@code
 * Crm.builder().storage(JdbcStorage.on(dataSource).createTables())
 * }</pre>
 *
 * <p>Its tables begin with {@code crm_}. Without {@link #createTables()} they must be there; {@link #tablesSql()},
 * {@link #viewsSql} and {@link #grantsSql} are for hosts that make tables with a tool of their own.
 */
public final class JdbcStorage implements Storage {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");

    /** A node that says nothing for so long is taken for dead, and another goes on where it was. */
    private static final Duration CLAIM = Duration.ofMillis(2_200);

    /** After how many looks at the tables of views an index that could not be made is tried again. */
    private static final int SPARE_INDEX_LOOKS = 10;

    private final DataSource source;
    private String prefix = "crm_";
    private @Nullable String schema;
    private boolean creating;
    private Duration look = Duration.ofSeconds(1);
    private @Nullable Opened opened;

    private JdbcStorage(DataSource source) {
        this.source = source;
    }

    /** In the database of the host's data source, which stays the host's: it is never closed. A pool is recommended. */
    public static JdbcStorage on(DataSource source) {
        return new JdbcStorage(source);
    }

    /** In an H2 database of its own, such as {@code jdbc:h2:./crm} or {@code jdbc:h2:mem:crm}. See {@link #h2(String, String, String)}. */
    public static JdbcStorage h2(String url) {
        return new JdbcStorage(source(url, null, null));
    }

    /**
     * In an H2 database of its own. A plain file URL is corrected to one that loses no commit when the process is killed and
     * survives interrupted threads, and that is logged.
     *
     * @throws IllegalArgumentException if the URL asks for settings that contradict this
     */
    public static JdbcStorage h2(String url, String user, String password) {
        return new JdbcStorage(source(url, user, password));
    }

    private static DataSource source(String url, @Nullable String user, @Nullable String password) {
        H2Url safe = H2Url.of(url);
        safe.corrections().forEach(each -> LOG.info("H2: {}", each));
        return new H2Source(safe.url(), user, password);
    }

    /**
     * Creates and migrates the tables when the CRM starts. The user needs the right to do so; on MariaDB,
     * {@code org.flywaydb:flyway-mysql} must be on the class path.
     */
    public JdbcStorage createTables() {
        creating = true;
        return this;
    }

    /** Requires the tables to be there, and fails at the start with a list of what is missing. This is the default. */
    public JdbcStorage validateTables() {
        creating = false;
        return this;
    }

    /** How long a node may go on with what it knows of the tables of views: for tests that count calls. */
    JdbcStorage lookEvery(Duration interval) {
        look = interval;
        return this;
    }

    /** What the names of all tables begin with, {@code crm_} if not given. Two CRMs in one schema need two prefixes. */
    public JdbcStorage prefix(String name) {
        prefix = Names.checkedPrefix(name);
        return this;
    }

    /** The schema of all tables, on MariaDB the database; the connection's own if not given. */
    public JdbcStorage schema(String name) {
        schema = Names.checkedSchema(name);
        return this;
    }

    /** The statements that create the tables, but for those of views, in the language of the data source's database. */
    public String tablesSql() {
        return described().schema.tablesSql();
    }

    /**
     * The statements that create the tables of these types of views, or create them anew after a type has changed. Their rows are
     * folded from the log at the next start.
     */
    public String viewsSql(Collection<? extends ViewType<?>> views) {
        return viewsSql(views, Set.of());
    }

    /** As {@link #viewsSql(Collection)}, with those of the terms that some types are looked up by. */
    public String viewsSql(Collection<? extends ViewType<?>> views, Set<ViewType<?>> lookedUp) {
        Described described = described();
        return described.viewSchema.viewsSql(described.tables(views, lookedUp, new Json()));
    }

    /**
     * The rights that the data source's user needs if it does not create the tables itself. They are enough for every day; only
     * after a crash of H2, which can forget how far its numbers of events have come, the start may fail and name the one statement
     * that the tables' owner has to run then.
     *
     * @param role to whom they are granted, as SQL writes it
     */
    public String grantsSql(String role, Collection<? extends ViewType<?>> views) {
        return grantsSql(role, views, Set.of());
    }

    /** As {@link #grantsSql(String, Collection)}, with those on the terms that some types are looked up by. */
    public String grantsSql(String role, Collection<? extends ViewType<?>> views, Set<ViewType<?>> lookedUp) {
        Described described = described();
        return described.schema.grantsSql(role, described.tables(views, lookedUp, new Json()));
    }

    @Override
    public Collection<ViewType<?>> open(
            Collection<ViewType<?>> views,
            Set<ViewType<?>> lookedUp,
            Json json,
            Consumer<Map<String, Integer>> requireNotOlder) {
        Described described = described();
        secure(described.dialect);
        ViewTables tables = described.tables(views, lookedUp, json);
        Runnable notOlder = () -> requireNotOlder.accept(described.upgrades().finished());
        if (creating) {
            described.schema.create();
            notOlder.run();
            described.viewSchema.create(tables);
            described.viewSchema.tidy(tables);
        } else {
            described.schema.validate(problems -> {
                notOlder.run();
                described.viewSchema.validate(tables, problems);
            });
        }
        if (described.dialect == Dialects.H2) {
            numberBehindTheLast(described.names);
        }
        opened = described.opened(tables, creating, look);
        return described.viewSchema.unfolded(tables);
    }

    private void secure(Dialect dialect) {
        try {
            dialect.secure(source);
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    private void numberBehindTheLast(Names names) {
        try {
            H2Safety.numberBehindTheLast(source, names);
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    @Override
    public EventLog log() {
        return opened().log;
    }

    @Override
    public ViewStore views() {
        return opened().views;
    }

    @Override
    public Editions editions() {
        return opened().editions;
    }

    @Override
    public Claims claims() {
        return opened().claims;
    }

    @Override
    public Attempts attempts() {
        return opened().attempts;
    }

    @Override
    public Nodes nodes() {
        return opened().nodes;
    }

    @Override
    public Keys keys() {
        return opened().keys;
    }

    @Override
    public Receipts receipts() {
        return opened().receipts;
    }

    @Override
    public Batches batches() {
        return opened().batches;
    }

    @Override
    public Upgrades upgrades() {
        return opened().upgrades;
    }

    @Override
    public Chain chain() {
        return opened().chain;
    }

    @Override
    public Snapshots snapshots() {
        return opened().snapshots;
    }

    @Override
    public TenantStore tenants() {
        return opened().tenants;
    }

    @Override
    public TransactionManager transactions() {
        return opened().transactions;
    }

    @Override
    public <T> T joining(Connection hosts, Supplier<T> work) {
        return opened().transactions.joining(hosts, work);
    }

    @Override
    public TokenStore tokens(Serializer serializer, String node) {
        return JdbcTokenStore.builder()
                .connectionProvider(opened().transactions)
                .serializer(serializer)
                .nodeId(node)
                .claimTimeout(CLAIM)
                .schema(TokenSchema.builder()
                        .setTokenTable(opened().names.table("token"))
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("touched_at")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    @Override
    public SequencedDeadLetterQueue<EventMessage<?>> deadLetters(String reaction, Serializer serializer) {
        return DeadLetters.queue(reaction, serializer, opened().names, opened().transactions);
    }

    /** The host's data source stays open; the same storage may be opened by the next CRM. */
    @Override
    public void close() {
        if (opened != null) {
            opened.spares.close();
        }
        opened = null;
        if (source instanceof H2Source own) {
            own.close();
        }
    }

    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("The storage is not open; Crm.builder().storage(…).build() opens it");
        }
        return opened;
    }

    private Described described() {
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            Dialect dialect = Dialects.of(metaData.getDatabaseProductName());
            Names names = new Names(
                    schema, prefix, metaData.storesUpperCaseIdentifiers(), metaData.getIdentifierQuoteString());
            Transactions transactions = new Transactions(source, dialect);
            Sql sql = new Sql(transactions, dialect);
            Schema tables = new Schema(source, transactions, names, dialect);
            SpareIndexes spares =
                    new SpareIndexes(transactions, sql, names, dialect, creating, look.multipliedBy(SPARE_INDEX_LOOKS));
            ViewSchema views = new ViewSchema(tables, transactions, sql, names, dialect, spares);
            return new Described(dialect, names, transactions, sql, tables, views, spares);
        } catch (SQLException unreachable) {
            // No statement has been sent, so the message holds no data, and whoever reads the log needs it.
            throw new IllegalStateException("Cannot connect to the database", unreachable);
        }
    }

    /** What is known of a database before its tables are. */
    private record Described(
            Dialect dialect,
            Names names,
            Transactions transactions,
            Sql sql,
            Schema schema,
            ViewSchema viewSchema,
            SpareIndexes spares) {

        ViewTables tables(Collection<? extends ViewType<?>> views, Set<ViewType<?>> lookedUp, Json json) {
            return new ViewTables(views, lookedUp, names, dialect, json);
        }

        Upgrades upgrades() {
            return new JdbcUpgrades(sql, names, dialect);
        }

        Opened opened(ViewTables tables, boolean creating, Duration look) {
            JdbcEditions editions =
                    new JdbcEditions(transactions, sql, viewSchema, tables, names, dialect, spares, creating, look);
            return new Opened(
                    names,
                    spares,
                    transactions,
                    new JdbcLog(sql, names, dialect),
                    new JdbcViews(sql, editions, names, dialect),
                    editions,
                    new JdbcClaims(sql, names, dialect),
                    new JdbcAttempts(sql, names, dialect),
                    new JdbcNodes(sql, names, dialect),
                    new JdbcReceipts(sql, names, dialect),
                    new JdbcBatches(sql, names, dialect),
                    upgrades(),
                    new JdbcChain(sql, names, dialect),
                    new JdbcSnapshots(sql, names, dialect),
                    new JdbcKeys(sql, names, dialect),
                    new JdbcTenants(sql, transactions, names, dialect));
        }
    }

    /** The parts of a storage that is open. */
    private record Opened(
            Names names,
            SpareIndexes spares,
            Transactions transactions,
            EventLog log,
            ViewStore views,
            Editions editions,
            Claims claims,
            Attempts attempts,
            Nodes nodes,
            Receipts receipts,
            Batches batches,
            Upgrades upgrades,
            Chain chain,
            Snapshots snapshots,
            Keys keys,
            TenantStore tenants) {}
}
