package io.guanxi.rest.ticket;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.ticket.TicketId;
import io.guanxi.domain.ticket.TicketKind;
import io.guanxi.domain.ticket.TicketPriority;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a ticket's commands. */
final class TicketRequests {

    private TicketRequests() {}

    record Open(
            @Nullable CustomerId customer,
            @NotBlank @Size(max = 300) String subject,
            @Size(max = 20_000) @Nullable String description,
            @NotBlank @Size(max = 50) String channel,
            @NotNull TicketKind kind,
            @NotNull TicketPriority priority) {}

    record Triage(
            @NotNull TicketKind kind,
            @NotNull TicketPriority priority,
            @Size(max = 100) @Nullable String category) {}

    record ChangePriority(@NotNull TicketPriority priority) {}

    record Assign(@NotBlank @Size(max = 200) String agent) {}

    /** @param messageId the caller's name for the message; repeated, it changes nothing */
    record Message(
            @NotBlank @Size(max = 200) String messageId,
            @NotBlank @Size(max = 20_000) String text) {}

    record WaitForThirdParty(@NotBlank @Size(max = 200) String party) {}

    record Resolve(
            @NotBlank @Size(max = 100) String code,
            @NotBlank @Size(max = 20_000) String text) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    record Merge(@NotNull TicketId into) {}
}
