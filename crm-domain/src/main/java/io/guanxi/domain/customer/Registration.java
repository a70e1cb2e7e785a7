package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableSet;
import io.guanxi.domain.customer.CustomerCommand.Register;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a customer first, so that a late repetition of the registration is known as one, whatever has become of the
 * customer since.
 *
 * <p>Contact points and owner have events of their own, which do not tell who asked for them. So the first ones count, up to as
 * many as a registration can bring: a repetition may leave them out, but cannot name others.
 */
record Registration(
        CustomerKind kind,
        CustomerDetails details,
        Set<ContactPoint> contactPoints,
        @Nullable String owner) {

    Registration with(ContactPoint contactPoint) {
        return contactPoints.size() >= Customer.MAX_CONTACT_POINTS
                ? this
                : new Registration(
                        kind,
                        details,
                        ImmutableSet.<ContactPoint>builder()
                                .addAll(contactPoints)
                                .add(contactPoint)
                                .build(),
                        owner);
    }

    Registration ownedFirstBy(String user) {
        return owner == null ? new Registration(kind, details, contactPoints, user) : this;
    }

    boolean isRepeatedBy(Register command) {
        return command.kind() == kind
                && command.details().equals(details)
                && contactPoints.containsAll(command.contactPoints())
                && (command.owner() == null || command.owner().equals(owner));
    }
}
