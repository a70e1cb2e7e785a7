package io.guanxi.application.customer;

import io.guanxi.domain.kernel.Check;
import java.time.Instant;

/**
 * Where a customer stands in one scheme.
 *
 * @param place such as {@code gold}
 * @param since when it came there
 * @param reason the name of the rule, or what was said by whoever has overridden the rules
 * @param overridden whether somebody has said so, and not the rules
 */
public record Classification(String place, Instant since, String reason, boolean overridden) {

    public Classification {
        reason = Check.text("reason", reason, 500);
    }

    Classification left() {
        return new Classification(place, since, reason, false);
    }
}
