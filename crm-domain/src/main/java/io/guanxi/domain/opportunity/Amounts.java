package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.Check;
import java.math.BigDecimal;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What a deal can be worth: not less than nothing, and less than 10^15, so that sums of many still fit everywhere. */
final class Amounts {

    static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    private Amounts() {}

    static boolean isTooLarge(Money amount) {
        return amount.getAmount().compareTo(LIMIT) >= 0;
    }

    static void require(String field, @Nullable Money amount) {
        if (amount != null) {
            Check.that(!amount.isNegative(), field, "range", "must not be negative");
            Check.that(!isTooLarge(amount), field, "range", "must be below 10^15");
        }
    }
}
