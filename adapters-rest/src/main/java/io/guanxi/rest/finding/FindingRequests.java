package io.guanxi.rest.finding;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a finding's commands. */
final class FindingRequests {

    private FindingRequests() {}

    record Report(
            @NotNull FindingKind kind,
            @NotNull CustomerId customer,
            @Nullable CustomerId other,
            @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 100) String> fields,
            @NotNull @Min(0) @Max(100) Integer severity,
            @NotBlank @Size(max = 1_000) String why,
            @Size(max = 200) @Nullable String facts,
            @NotNull Instant foundAt) {}

    record Assign(@NotBlank @Size(max = 200) String assignee) {}

    record Decide(
            @NotNull Decision decision,
            @NotBlank @Size(max = 500) String reason) {}
}
