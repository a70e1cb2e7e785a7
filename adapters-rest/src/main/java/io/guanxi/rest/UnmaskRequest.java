package io.guanxi.rest;

import io.guanxi.domain.kernel.Personal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** What arrives when masked data is to be seen. */
record UnmaskRequest(
        @NotEmpty Set<Personal.Kind> fields,
        @NotBlank @Size(max = 500) String reason) {}
