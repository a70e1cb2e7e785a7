package io.guanxi.examples.tiers;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.Scheme;
import io.guanxi.application.customer.TagRule;
import io.guanxi.application.transaction.Purchases;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Total;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionKind;
import io.guanxi.jdbc.JdbcStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/** The shop pushes its orders; who spent enough within a year is a gold customer, and told to be one no longer when it is over. */
public final class GoldCustomers {

    private GoldCustomers() {}

    public static void main(String[] args) {
        // README begins
        Scheme tiers = Scheme.named(Scheme.TIER)
                .rule("spent-1000-in-a-year", "gold", now -> spentSince(now.minus(Duration.ofDays(365)), 1_000))
                .rule("bought-once", "silver", now -> spentSince(Instant.EPOCH, 1))
                .build();
        TagRule big = new TagRule("big", now -> CustomerView.EMPLOYEES.atLeast(500L));
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:tiers").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new CustomerFeature(List.of(tiers), List.of(big)))
                .build()) {
            CrmSession shop = crm.as(new Actor("shop", Set.of()));
            CustomerId acme = CustomerId.random();
            shop.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            TransactionDetails order = new TransactionDetails(
                    TransactionKind.ORDER, Money.parse("CNY 1200"), "shop", "SO-4711", "web", null, "12 chairs");
            TransactionId id = TransactionId.of("shop", "SO-4711");
            shop.execute(new TransactionCommand.Book(id, acme, order));
            shop.execute(new TransactionCommand.Book(id, acme, order)); // pushed again, it counts once

            crm.runDue(); // or wait for the duties' next turn
            CustomerView view = shop.views(CustomerView.TYPE).byId(acme).orElseThrow();
            System.out.println(view.classifications());
            System.out.println(Purchases.of(shop, List.of(acme)).get(acme));
        }
        // README ends
    }

    private static Filter<CustomerView> spentSince(Instant begin, long amount) {
        return CustomerView.TYPE.having(
                TransactionView.TYPE,
                TransactionView.CUSTOMER,
                TransactionView.valid(TransactionKind.ORDER)
                        .and(TransactionView.CURRENCY.is("CNY"))
                        .and(TransactionView.AT.atLeast(begin)),
                Total.of(TransactionView.AMOUNT).atLeast(amount));
    }
}
