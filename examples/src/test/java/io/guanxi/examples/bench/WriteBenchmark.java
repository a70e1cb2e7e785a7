package io.guanxi.examples.bench;

import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
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

/** Commands by one client, each beside the inserts and updates of the same rows in the same transactions. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class WriteBenchmark {

    @Param({"h2", "postgresql"})
    public String database = "h2";

    private World world;
    private PlainRows customerEvents;
    private PlainRows customerClaims;
    private PlainRows customerViews;
    private PlainRows dealEvents;
    private PlainRows dealViews;
    private final CustomerId buyer = CustomerId.random();
    private int number;

    @Setup(Level.Trial)
    public void start() throws IOException, SQLException {
        world = new World(database);
        CustomerId customer = CustomerId.random();
        world.session.execute(World.register(customer, "template"));
        world.session.execute(new CustomerCommand.CorrectDetails(customer, World.details("Changed")));
        customerEvents = world.rows("event", "aggregate", customer.value(), "sequence");
        customerClaims = world.rows("claim", "holder", customer.value(), "scope");
        customerViews = world.rows("v_customer", "id", customer.value(), "id");
        OpportunityId deal = OpportunityId.random();
        world.session.execute(World.open(deal, buyer));
        world.session.execute(new OpportunityCommand.Win(deal, null));
        dealEvents = world.rows("event", "aggregate", deal.value(), "sequence");
        dealViews = world.rows("v_opportunity", "id", deal.value(), "id");
    }

    @TearDown(Level.Trial)
    public void stop() throws SQLException, IOException {
        world.close();
    }

    @Benchmark
    public Object registerAndChangeCustomerByGuanxi() {
        CustomerId id = CustomerId.random();
        world.session.execute(World.register(id, "u" + number++));
        return world.session.execute(new CustomerCommand.CorrectDetails(id, World.details("Changed")));
    }

    @Benchmark
    public void registerAndChangeCustomerByPlainJdbc() throws SQLException {
        UUID id = UUID.randomUUID();
        String unique = "u" + number++;
        int events = customerEvents.size();
        customerEvents.insert(world.plain, 0, events - 1, id, unique);
        customerClaims.insert(world.plain, 0, customerClaims.size(), id, unique);
        customerViews.insert(world.plain, 0, 1, id, unique);
        world.plain.commit();
        customerEvents.insert(world.plain, events - 1, events, id, unique);
        customerViews.update(world.plain, id, unique);
        world.plain.commit();
    }

    @Benchmark
    public Object openAndWinOpportunityByGuanxi() {
        OpportunityId id = OpportunityId.random();
        world.session.execute(World.open(id, buyer));
        return world.session.execute(new OpportunityCommand.Win(id, null));
    }

    @Benchmark
    public void openAndWinOpportunityByPlainJdbc() throws SQLException {
        UUID id = UUID.randomUUID();
        int events = dealEvents.size();
        dealEvents.insert(world.plain, 0, events - 1, id, "");
        dealViews.insert(world.plain, 0, 1, id, "");
        world.plain.commit();
        dealEvents.insert(world.plain, events - 1, events, id, "");
        dealViews.update(world.plain, id, "");
        world.plain.commit();
    }
}
