package io.guanxi.rest.activity;

import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.Direction;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.ticket.TicketId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arrives for each of an activity's commands. At least one of customer, opportunity, ticket and campaign must be given. */
final class ActivityRequests {

    private ActivityRequests() {}

    /** @param assignee whoever asks, if absent */
    record PlanFollowUp(
            @Nullable CustomerId customer,
            @Nullable OpportunityId opportunity,
            @Nullable TicketId ticket,
            @Nullable CampaignId campaign,
            @NotNull ActivityKind kind,
            @Nullable Direction direction,
            @Size(max = 50) @Nullable String channel,
            @NotBlank @Size(max = 300) String subject,
            @Size(max = 20_000) @Nullable String notes,

            @Size(max = ActivityDetails.MAX_PARTICIPANTS) @Nullable
            Set<CustomerId> participants,

            @NotNull Instant dueAt,
            @Size(max = 200) @Nullable String assignee) {}

    /**
     * @param code the host's word for what has come of it
     * @param result what has come of it, in more words
     */
    record RecordFollowUp(
            @Nullable CustomerId customer,
            @Nullable OpportunityId opportunity,
            @Nullable TicketId ticket,
            @Nullable CampaignId campaign,
            @NotNull ActivityKind kind,
            @Nullable Direction direction,
            @Size(max = 50) @Nullable String channel,
            @NotBlank @Size(max = 300) String subject,
            @Size(max = 20_000) @Nullable String notes,

            @Size(max = ActivityDetails.MAX_PARTICIPANTS) @Nullable
            Set<CustomerId> participants,

            @Size(max = 100) @Nullable String code,
            @Size(max = 20_000) @Nullable String result,
            @Nullable Instant nextContactAt) {}

    record CorrectDetails(
            @NotNull ActivityKind kind,
            @Nullable Direction direction,
            @Size(max = 50) @Nullable String channel,
            @NotBlank @Size(max = 300) String subject,
            @Size(max = 20_000) @Nullable String notes,

            @Size(max = ActivityDetails.MAX_PARTICIPANTS) @Nullable
            Set<CustomerId> participants) {}

    record Assign(@NotBlank @Size(max = 200) String assignee) {}

    record Postpone(
            @NotNull Instant dueAt,
            @NotBlank @Size(max = 500) String reason) {}

    record Complete(
            @Size(max = 100) @Nullable String code,
            @Size(max = 20_000) @Nullable String result,
            @Nullable Instant nextContactAt) {}

    record Cancel(@NotBlank @Size(max = 500) String reason) {}

    record Reopen(@Size(max = 500) @Nullable String reason) {}

    record Retract(@NotBlank @Size(max = 500) String reason) {}
}
