package io.guanxi.rest.customer;

import io.guanxi.domain.customer.Access;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerField;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.Survivorship;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a customer's commands. The bounds are those of the commands, told before the first of them is hit. */
final class CustomerRequests {

    private CustomerRequests() {}

    record Register(
            @NotNull CustomerKind kind,
            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String industry,
            @Size(max = 20) @Nullable String level,
            @Size(max = 100) @Nullable String source,
            @Size(max = 300) @Nullable String website,
            @Nullable UnifiedSocialCreditCode uscc,
            @Min(1_000) @Max(2_999) @Nullable Integer foundedYear,
            @Min(0) @Max(10_000_000) @Nullable Integer employees,
            @Nullable Money annualRevenue,
            @Nullable CustomerId parent,
            @Size(max = 2_000) @Nullable String remark,

            @Size(max = Customer.MAX_CONTACT_POINTS) @Nullable
            List<@Valid ContactPoint> contactPoints,

            @Size(max = 200) @Nullable String owner) {}

    record CorrectDetails(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String industry,
            @Size(max = 20) @Nullable String level,
            @Size(max = 100) @Nullable String source,
            @Size(max = 300) @Nullable String website,
            @Nullable UnifiedSocialCreditCode uscc,
            @Min(1_000) @Max(2_999) @Nullable Integer foundedYear,
            @Min(0) @Max(10_000_000) @Nullable Integer employees,
            @Nullable Money annualRevenue,
            @Nullable CustomerId parent,
            @Size(max = 2_000) @Nullable String remark) {}

    /** Adds, removes or prefers a contact point. */
    record OneContactPoint(@NotNull @Valid ContactPoint contactPoint) {}

    record Confirmation(@NotNull @Size(min = 1) Set<@NotNull CustomerField> fields) {}

    /** @param source the other system, such as {@code erp} or {@code wechat-openid} */
    record Identity(
            @NotBlank @Size(max = 50) String source,
            @NotBlank @Size(max = 200) String value) {}

    record Owner(@NotBlank @Size(max = 200) String owner) {}

    /** @param pool the pool that it is given up to, by the host's name for it */
    record Release(
            @NotBlank @Size(max = 50) String pool,
            @NotBlank @Size(max = 500) String reason) {}

    record Collaborator(
            @NotBlank @Size(max = 200) String user, @NotNull Access access) {}

    record FormerCollaborator(@NotBlank @Size(max = 200) String user) {}

    record Label(@NotBlank @Size(max = 50) String tag) {}

    record ClassOverride(
            @NotBlank @Size(max = 50) String scheme,
            @NotBlank @Size(max = 50) String place,
            @NotBlank @Size(max = 500) String reason) {}

    record OverriddenClass(@NotBlank @Size(max = 50) String scheme) {}

    /**
     * @param into the customer by whose name both go from now on
     * @param rules whose value of a field is shown, by the field's name; of other fields by the host's rules
     */
    record MergeInto(
            @NotNull CustomerId into,
            @Size(max = 200) @Nullable Map<String, Survivorship> rules) {}

    /** @param other the customer that was merged into this one */
    record Unmerge(@NotNull CustomerId other) {}

    /** What is to be archived, restricted or freed, and why. */
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** As in the view: {@code {"kind": "email", "address": "info@acme.test"}}. */
    sealed interface ContactPoint {

        record Email(@NotNull EmailAddress address) implements ContactPoint {}

        record Phone(@NotNull PhoneNumber number) implements ContactPoint {}

        record Postal(@NotNull @Valid Address address) implements ContactPoint {}
    }

    record Address(
            @Size(max = 300) @Nullable String line,
            @Size(max = 100) @Nullable String district,
            @Size(max = 100) @Nullable String city,
            @Size(max = 100) @Nullable String province,
            @Size(max = 20) @Nullable String postalCode,
            @Pattern(regexp = "[A-Z]{2}") @Nullable String country) {}
}
