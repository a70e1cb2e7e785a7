package io.guanxi.examples.tenants;

import io.guanxi.application.Crm;
import io.guanxi.application.Erasure;
import io.guanxi.application.Tenants;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.access.Scopes;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantErased;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.jdbc.JdbcStorage;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** Creates a tenant, meters it, lets it take its data along, and erases it. */
public final class ManageTenants {

    private ManageTenants() {}

    public static void main(String[] arguments) {
        JdbcStorage storage = JdbcStorage.h2("jdbc:h2:mem:tenants").createTables();
        Authorizer rights = Scopes.commands((actor, command) -> actor.has("sales"))
                .see(CustomerView.TYPE, actor -> Filter.everything())
                .manageTenants(actor -> actor.has("operator"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        // README begins
        try (Crm crm = Crm.builder()
                .storage(storage)
                .authorizer(rights) // managing tenants is a right of its own
                .createdTenantsOnly() // otherwise a tenant is there with its first command
                .onInTransaction(
                        TenantErased.class, erased -> System.out.println("the host forgets: " + erased.reason()))
                .build()) {
            Tenants tenants = crm.tenants(new Actor("olga", Set.of("operator")));
            TenantId acme = new TenantId("acme");
            tenants.create(acme);
            CustomerId ajax = CustomerId.random();
            crm.as(new Actor("ann", Set.of("sales")), acme)
                    .execute(CustomerCommand.Register.organisation(ajax, "Ajax"));

            tenants.usage(acme, today.minusDays(30), today)
                    .forEach(day -> System.out.println(day.commands() + " commands, " + day.events() + " events"));
            tenants.export(acme, out); // in plain; Crm.builder().restore(file) reads it
            Erasure entry = tenants.erase(acme, "contract 12"); // on all nodes, for good
            System.out.println(
                    entry.tenant() + " " + tenants.find(acme).orElseThrow().events());
        }
        // README ends
    }
}
