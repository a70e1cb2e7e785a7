package io.guanxi.domain.campaign;

import java.time.LocalDate;
import org.joda.money.Money;

/** Money spent on a campaign. A reversed cost is remembered, so that its id is not used twice, but does not count. */
record Cost(Money amount, String description, LocalDate on, boolean reversed) {

    Cost reverse() {
        return new Cost(amount, description, on, true);
    }
}
