package io.guanxi.rest.intake;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrives for each command of a row that is kept. */
final class IntakeRequests {

    private IntakeRequests() {}

    /**
     * @param kind what it tells of, such as leads
     * @param source the system that it comes from
     * @param number what that system calls it
     * @param owner whose it is there
     * @param cells in the order of the table
     */
    record Keep(
            @NotBlank @Size(max = 50) String kind,
            @NotBlank @Size(max = 50) String source,
            @Size(max = 200) @Nullable String number,
            @Size(max = 200) @Nullable String owner,
            @NotNull @Size(max = 1_000) List<@Valid Cell> cells) {}

    /** As it is given now; kind and source as before. */
    record Revise(
            @NotBlank @Size(max = 50) String kind,
            @NotBlank @Size(max = 50) String source,
            @Size(max = 200) @Nullable String number,
            @Size(max = 200) @Nullable String owner,
            @NotNull @Size(max = 1_000) List<@Valid Cell> cells) {}

    /** What stands in one column. */
    record Cell(@NotNull String column, @NotNull String text) {}

    record Discard(@NotBlank @Size(max = 500) String reason) {}
}
