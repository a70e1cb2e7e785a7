package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.opportunity.OpportunityFeature;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Pipelines;
import io.guanxi.examples.cli.salespipeline.SalesPipelineImport.Folder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;

/** A CRM in memory into which files are imported at noon of 2 March 2026. */
final class TestCrm implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Crm crm;

    TestCrm() {
        this(command -> true);
    }

    /** @param allowed which commands may be given */
    TestCrm(Predicate<Command> allowed) {
        crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(new Authorizer() {
                    @Override
                    public boolean mayExecute(Actor actor, Command command) {
                        return allowed.test(command);
                    }

                    @Override
                    public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                        return Optional.of(Filter.everything());
                    }
                })
                .clock(clock)
                .feature(new OpportunityFeature(Pipelines.of(Pipeline.STANDARD, SalesPipeline.PIPELINE)))
                .build();
    }

    ImportResult run(Folder folder) {
        return run(folder, CurrencyUnit.USD);
    }

    ImportResult run(Folder folder, CurrencyUnit currency) {
        return new SalesPipelineImport(crm, clock, currency, Progress.unwatched()).run(folder);
    }

    CrmSession session() {
        return crm.as(new Actor("test", Set.of()));
    }

    OpportunityView deal(String key) {
        return session().views(OpportunityView.TYPE).byId(Ids.opportunity(key)).orElseThrow();
    }

    CustomerView account(String name) {
        return session().views(CustomerView.TYPE).byId(Ids.account(name)).orElseThrow();
    }

    /** The names of the events of a deal, without the feature. */
    List<String> history(String key) {
        return session().history(Ids.opportunity(key)).stream()
                .map(each -> each.name().replace("opportunity.", ""))
                .toList();
    }

    @Override
    public void close() {
        crm.close();
    }
}
