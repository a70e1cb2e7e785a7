package io.guanxi.application.customer;

import static io.guanxi.application.customer.CustomerView.TYPE;

import com.google.common.collect.ImmutableSet;
import io.guanxi.application.Compensation;
import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Restore;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.TransferOwner;
import io.guanxi.domain.customer.CustomerCommand.Unlock;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerEvent.Archived;
import io.guanxi.domain.customer.CustomerEvent.ContactPointAdded;
import io.guanxi.domain.customer.CustomerEvent.ContactPointRemoved;
import io.guanxi.domain.customer.CustomerEvent.DetailsCorrected;
import io.guanxi.domain.customer.CustomerEvent.Locked;
import io.guanxi.domain.customer.CustomerEvent.OwnerTransferred;
import io.guanxi.domain.customer.CustomerEvent.Registered;
import io.guanxi.domain.customer.CustomerEvent.Restored;
import io.guanxi.domain.customer.CustomerEvent.Tagged;
import io.guanxi.domain.customer.CustomerEvent.Unlocked;
import io.guanxi.domain.customer.CustomerEvent.Untagged;
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

    @Override
    public List<Compensation<?, ?>> compensations() {
        return List.of(
                Compensation.of(Registered.class, TYPE, it -> new Archive(it.customerId(), "taken back")),
                new Compensation<>(
                        DetailsCorrected.class,
                        TYPE,
                        (it, before) -> before.map(view -> new CorrectDetails(it.customerId(), view.details())).stream()
                                .toList()),
                Compensation.of(
                        ContactPointAdded.class,
                        TYPE,
                        it -> new RemoveContactPoint(it.customerId(), it.contactPoint())),
                Compensation.of(
                        ContactPointRemoved.class, TYPE, it -> new AddContactPoint(it.customerId(), it.contactPoint())),
                Compensation.of(OwnerTransferred.class, TYPE, it -> new TransferOwner(it.customerId(), it.from())),
                Compensation.of(Tagged.class, TYPE, it -> new Untag(it.customerId(), it.tag())),
                Compensation.of(Untagged.class, TYPE, it -> new Tag(it.customerId(), it.tag())),
                Compensation.of(Locked.class, TYPE, it -> new Unlock(it.customerId())),
                Compensation.of(Unlocked.class, TYPE, it -> new Lock(it.customerId())),
                Compensation.of(Archived.class, TYPE, it -> new Restore(it.customerId())),
                Compensation.of(Restored.class, TYPE, it -> new Archive(it.customerId(), "taken back")));
    }

    private static Set<String> uscc(CustomerView view) {
        String code = view.usccText();
        return code == null ? ImmutableSet.of() : ImmutableSet.of(code);
    }
}
