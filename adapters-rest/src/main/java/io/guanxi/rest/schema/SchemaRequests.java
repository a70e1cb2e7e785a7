package io.guanxi.rest.schema;

import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.Lookup;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a schema's commands. */
final class SchemaRequests {

    private SchemaRequests() {}

    /** Begins the list of a feature, the same that the path names. */
    record Open(@NotBlank @Size(max = 40) String feature) {}

    /** One that is there. */
    record Field(@NotBlank @Size(max = 40) String name) {}

    /**
     * Adds a field.
     *
     * @param lookup FILTER if not given
     * @param personal false if not given
     */
    record DefineField(
            @NotBlank @Size(max = 40) String name,
            @NotNull FieldType type,
            @Nullable Lookup lookup,
            @Nullable Boolean personal,
            @Size(max = 40) @Nullable String target,
            @Valid @Nullable Details details) {}

    /** Replaces a field's details by those given. */
    record ChangeField(
            @NotBlank @Size(max = 40) String name,
            @NotNull @Valid Details details) {}

    /** What may be changed; nothing is demanded where nothing is given. */
    record Details(
            @Nullable Map<String, String> labels,
            @Nullable Boolean required,
            @Size(max = 50) @Nullable Set<@NotBlank @Size(max = 50) String> requiredIn,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Min(1) @Max(FieldType.MAX_TEXT) @Nullable Integer maxLength,
            @Size(max = 500) @Nullable String pattern,
            @Size(max = 500) @Nullable List<@Valid Choice> choices,
            @Size(max = FieldType.MAX_TEXT) @Nullable String initial,
            @Size(max = 2_000) @Nullable String formula,
            @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 100) String> readers,
            @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 100) String> writers) {}

    /** Says what may be offered for a built-in text. */
    record ListChoices(
            @NotBlank @Size(max = 40) String attribute,
            @NotNull @Size(max = 500) List<@Valid Choice> choices) {}

    /** One choice. */
    record Choice(
            @NotBlank @Size(max = 60) String code,
            @Nullable Map<String, String> labels,
            @Nullable Boolean retired) {}
}
