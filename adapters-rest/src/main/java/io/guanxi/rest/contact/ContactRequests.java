package io.guanxi.rest.contact;

import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.customer.CustomerId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a contact's commands. */
final class ContactRequests {

    private ContactRequests() {}

    record Add(
            @NotNull CustomerId organisation,
            @NotNull CustomerId person,
            @Size(max = 200) @Nullable String title,
            @Size(max = 100) @Nullable String department,

            @Size(max = ContactDetails.MAX_ROLES) @Nullable Set<@Size(max = 50) String> roles,

            @Nullable LocalDate since) {}

    record CorrectDetails(
            @Size(max = 200) @Nullable String title,
            @Size(max = 100) @Nullable String department,

            @Size(max = ContactDetails.MAX_ROLES) @Nullable Set<@Size(max = 50) String> roles) {}

    /** @param superior absent for nobody */
    record ReportTo(@Nullable ContactId superior) {}

    record Leave(@NotNull LocalDate lastDay) {}
}
