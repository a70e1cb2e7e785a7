package io.guanxi.application.quality;

import com.google.common.hash.Hashing;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.ContactPoints;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.PostalAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer is compared with others, and what stands for it in findings, so that whoever suspects the same says the same: what
 * was decided about two stays decided until one of them changes.
 */
public final class Compared {

    static final List<String> COLUMNS =
            List.of("name", "email", "phone", "uscc", "website", "line", "city", "postcode");

    private Compared() {}

    /** The facts of a finding about these two, in whichever order. */
    public static String facts(CustomerView one, CustomerView other) {
        return facts(one.id(), fingerprint(hash(line(one))), other.id(), fingerprint(hash(line(other))));
    }

    static String facts(CustomerId one, String fingerprint, CustomerId other, String others) {
        return one.value().compareTo(other.value()) <= 0 ? fingerprint + " " + others : others + " " + fingerprint;
    }

    static String fingerprint(long hash) {
        return Long.toHexString(hash);
    }

    static long hash(List<String> values) {
        return Hashing.sha256()
                .hashString(String.join("\n", values), StandardCharsets.UTF_8)
                .asLong();
    }

    static List<String> line(CustomerView customer) {
        ContactPoints points = new ContactPoints(customer.contactPoints());
        PostalAddress address = points.primary(ContactPoint.Postal.class)
                .map(ContactPoint.Postal::address)
                .orElse(null);
        return List.of(
                customer.details().name(),
                points.primary(ContactPoint.Email.class)
                        .map(each -> each.address().key())
                        .orElse(""),
                points.primary(ContactPoint.Phone.class)
                        .map(each -> each.number().value())
                        .orElse(""),
                text(customer.details().uscc()),
                text(customer.details().website()),
                address == null ? "" : text(address.line()),
                address == null ? "" : text(address.city()),
                address == null ? "" : text(address.postalCode()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
