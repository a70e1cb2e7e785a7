package io.guanxi.rest.touchpoint;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** What arrives for each of a touchpoint's commands. */
final class TouchpointRequests {

    private TouchpointRequests() {}

    /** @param code as in the path */
    record Define(
            @NotBlank @Size(max = 50) String code, @NotNull Map<String, String> labels) {}

    record Relabel(@NotNull Map<String, String> labels) {}
}
