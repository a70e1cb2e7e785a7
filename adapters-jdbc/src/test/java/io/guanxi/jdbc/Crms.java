package io.guanxi.jdbc;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerFeature;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What tests through a whole CRM begin with. */
final class Crms {

    static final Actor ANN = new Actor("ann", Set.of("sales"));

    private Crms() {}

    static CrmBuilder builder(Storage storage) {
        return Crm.builder()
                .storage(storage)
                .authorizer(Authorizer.allowEverything())
                .dutiesEvery(Duration.ZERO);
    }

    /** The types of views of all built-in features. */
    static List<ViewType<?>> views() {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            return crm.features().stream()
                    .flatMap(each -> each.views().stream())
                    .toList();
        }
    }

    static List<ViewType<?>> customerViews() {
        return new CustomerFeature().views();
    }

    static Register acme(CustomerId id) {
        return Register.organisation(id, "Acme", new ContactPoint.Email(new EmailAddress("info@acme.test")));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within 60 s");
            }
            Thread.sleep(10);
        }
    }
}
