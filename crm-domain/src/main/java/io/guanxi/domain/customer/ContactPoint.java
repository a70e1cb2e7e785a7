package io.guanxi.domain.customer;

import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;

/** One way to reach a customer. A customer has any number of them, and one of each kind is the primary one. */
public sealed interface ContactPoint {

    record Email(EmailAddress address) implements ContactPoint {}

    record Phone(PhoneNumber number) implements ContactPoint {}

    record Postal(PostalAddress address) implements ContactPoint {}
}
