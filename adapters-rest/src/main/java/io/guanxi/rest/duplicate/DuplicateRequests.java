package io.guanxi.rest.duplicate;

import io.guanxi.domain.customer.CustomerId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What arrives for each command about duplicates. */
final class DuplicateRequests {

    private DuplicateRequests() {}

    record Allow(
            @NotNull CustomerId customer,
            @NotBlank @Size(max = 500) String reason) {}
}
