package io.guanxi.rest.person;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What arrives for each command about a person in the directory. */
final class PersonRequests {

    private PersonRequests() {}

    record Enrol(
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 200) String name) {}

    record Rename(@NotBlank @Size(max = 200) String name) {}

    record Place(
            @Size(max = 200) @Nullable String manager,
            @Size(max = 100) @Nullable String region,
            @Size(max = 100) @Nullable String department,
            @NotNull LocalDate validFrom) {}

    record Leave(@NotNull LocalDate lastDay) {}
}
