package io.guanxi.rest.consent;

import io.guanxi.domain.customer.CustomerId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a consent's commands. */
final class ConsentRequests {

    private ConsentRequests() {}

    record Give(
            @NotNull CustomerId customer,
            @NotNull @Size(max = 50) String purpose,
            @NotNull @Size(max = 50) String channel,
            @NotNull @Size(max = 200) String giver,
            @NotNull @Size(max = 100) String source,
            @Size(max = 1_000) @Nullable String reference,
            @NotNull Instant saidAt,
            @Nullable Instant expiresAt) {}

    record Withdraw(
            @NotNull CustomerId customer,
            @NotNull @Size(max = 50) String purpose,
            @NotNull @Size(max = 50) String channel,
            @NotNull @Size(max = 200) String giver,
            @NotNull @Size(max = 100) String source,
            @Size(max = 1_000) @Nullable String reference,
            @NotNull Instant saidAt) {}
}
