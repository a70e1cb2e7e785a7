package io.guanxi.domain.person;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a person belongs from a day on, until the next placement. One without manager, region and department says that the
 * person belongs nowhere.
 *
 * @param manager the manager's user id, or the name of one who is no user; at most 200 characters
 * @param region at most 100 characters
 * @param department at most 100 characters
 * @param validFrom the first day, in the years 1 to 9999
 */
public record Placement(
        @Personal @Nullable String manager,
        @Nullable String region,
        @Nullable String department,
        LocalDate validFrom) {

    public Placement {
        manager = Check.optionalText("manager", manager, 200);
        region = Check.optionalText("region", region, 100);
        department = Check.optionalText("department", department, 100);
        Check.date("validFrom", validFrom);
    }
}
