package io.guanxi.rest.profile;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.profile.Preference;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a profile's commands. */
final class ProfileRequests {

    private ProfileRequests() {}

    record Open(@NotNull CustomerId customer) {}

    record Note(
            @NotNull @Size(max = 50) String topic,
            @NotNull @Size(max = Preference.MAX_VALUE) String value,
            @NotNull @Size(max = 100) String source,
            @NotNull @Min(1) @Max(100) Integer confidence,
            @Nullable Instant expiresAt) {}

    record Drop(@NotNull @Size(max = 50) String topic) {}
}
