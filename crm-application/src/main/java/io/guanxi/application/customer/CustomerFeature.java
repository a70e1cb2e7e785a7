package io.guanxi.application.customer;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Customers (客户). */
public final class CustomerFeature implements Feature {

    @Override
    public String name() {
        return "customer";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Customer.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(CustomerView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(
                new Guard.Unique<>(CustomerView.TYPE, "customer.email", CustomerView::emails, CustomerRule.EMAIL_TAKEN),
                new Guard.Unique<>(CustomerView.TYPE, "customer.uscc", CustomerFeature::uscc, CustomerRule.USCC_TAKEN));
    }

    private static Set<String> uscc(CustomerView view) {
        String code = view.usccText();
        return code == null ? ImmutableSet.of() : ImmutableSet.of(code);
    }
}
