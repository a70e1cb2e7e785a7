package io.guanxi.application.customer;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reader;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers (客户). */
public final class CustomerFeature implements Feature {

    /** How many parents one above the other there may be; each is read when a parent is named. */
    public static final int MAX_PARENTS = 20;

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

    /** Two customers that are made each other's parent at the same moment, on two nodes, are not seen by one another. */
    @Override
    public List<Guard> guards() {
        return List.of(
                new Guard.Unique<>(CustomerView.TYPE, "customer.email", CustomerView::emails, CustomerRule.EMAIL_TAKEN),
                new Guard.Unique<>(CustomerView.TYPE, "customer.uscc", CustomerFeature::uscc, CustomerRule.USCC_TAKEN),
                new Guard.Before<>(Register.class, CustomerFeature::requireNoCircle),
                new Guard.Before<>(CorrectDetails.class, CustomerFeature::requireNoCircle));
    }

    /** A customer that is known already is the rules' concern; an unknown one may be named as a parent before it is registered. */
    private static void requireNoCircle(Register command, Reader reader) {
        CustomerId parent = command.details().parent();
        if (parent != null
                && reader.views(CustomerView.TYPE).byId(command.customerId()).isEmpty()) {
            requireNoCircle(command.customerId(), parent, reader.views(CustomerView.TYPE));
        }
    }

    private static void requireNoCircle(CorrectDetails command, Reader reader) {
        CustomerId parent = command.details().parent();
        if (parent != null
                && reader.views(CustomerView.TYPE)
                        .byId(command.customerId())
                        .filter(view -> !parent.equals(view.details().parent()))
                        .isPresent()) {
            requireNoCircle(command.customerId(), parent, reader.views(CustomerView.TYPE));
        }
    }

    private static void requireNoCircle(CustomerId customer, CustomerId parent, Views<CustomerView> customers) {
        if (customer.equals(parent)) {
            return;
        }
        CustomerId above = parent;
        for (int parents = 1; parents <= MAX_PARENTS; parents++) {
            above = parentOf(above, customers);
            if (above == null) {
                return;
            }
            if (above.equals(customer)) {
                throw CustomerRule.PARENTS_GO_IN_A_CIRCLE.refused(parent.value());
            }
        }
        throw CustomerRule.TOO_MANY_PARENTS.refused(MAX_PARENTS);
    }

    private static @Nullable CustomerId parentOf(CustomerId customer, Views<CustomerView> customers) {
        return customers.byId(customer).map(view -> view.details().parent()).orElse(null);
    }

    private static Set<String> uscc(CustomerView view) {
        String code = view.usccText();
        return code == null ? ImmutableSet.of() : ImmutableSet.of(code);
    }
}
