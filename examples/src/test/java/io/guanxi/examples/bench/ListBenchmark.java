package io.guanxi.examples.bench;

import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of twenty out of 100,000 customers of one owner, by name from somewhere in the middle, beside the same select by hand. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ListBenchmark {

    private static final int CUSTOMERS = 100_000;

    @Param({"h2", "postgresql"})
    public String database = "h2";

    private World world;
    private String owner;
    private String name;
    private int number;

    /** Another one each time, for H2 keeps the last answer to a statement with the same values. */
    private String from() {
        number = (number + 7919) % 80_000;
        return "Customer c" + (10_000 + number);
    }

    @Setup(Level.Trial)
    public void start() throws IOException, SQLException {
        world = new World(database);
        world.fill(CUSTOMERS);
        owner = world.quoted("owner");
        name = world.quoted("name");
    }

    @TearDown(Level.Trial)
    public void stop() throws SQLException, IOException {
        world.close();
    }

    @Benchmark
    public Object listWithFilterByGuanxi() {
        Filter<CustomerView> filter = CustomerView.OWNER.is("ann").and(CustomerView.NAME.atLeast(from()));
        return world.session
                .views(CustomerView.TYPE)
                .find(filter, PageRequest.first(20).by(CustomerView.NAME));
    }

    /** Reads the document and leaves it at that: what a host would do with it is its own. */
    @Benchmark
    public Object listWithFilterByPlainJdbc() throws SQLException {
        List<String> documents = new ArrayList<>();
        try (PreparedStatement select =
                world.plain.prepareStatement("select version, document from crm_v_customer where tenant = ? and "
                        + owner + " = ? and " + name + " >= ? order by tenant, " + owner + " asc nulls last, " + name
                        + " asc nulls last, id fetch first 21 rows only")) {
            select.setString(1, "main");
            select.setString(2, "ann");
            select.setString(3, from());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    documents.add(rows.getLong(1) + rows.getString(2));
                }
            }
        }
        world.plain.commit();
        return documents;
    }
}
