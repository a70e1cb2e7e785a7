package io.guanxi.rest.campaign;

import io.guanxi.domain.campaign.CampaignCommand.AddMembers;
import io.guanxi.domain.campaign.Response;
import io.guanxi.domain.customer.CustomerId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What arrives for each of a campaign's commands. */
final class CampaignRequests {

    private CampaignRequests() {}

    record Draft(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 2_000) @Nullable String objective,
            @Size(max = 50) @Nullable String channel,
            @Size(max = 500) @Nullable String audience,
            @Nullable Money budget,
            @NotBlank @Size(max = 200) String owner) {}

    record CorrectDetails(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 2_000) @Nullable String objective,
            @Size(max = 50) @Nullable String channel,
            @Size(max = 500) @Nullable String audience) {}

    /** @param budget absent means that it may cost anything */
    record SetBudget(@Nullable Money budget) {}

    record Schedule(@NotNull LocalDate start, @NotNull LocalDate end) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    record RecordCost(
            @NotBlank @Size(max = 100) String costId,
            @NotNull Money amount,
            @NotBlank @Size(max = 500) String description,
            @NotNull LocalDate on) {}

    record ReverseCost(
            @NotBlank @Size(max = 100) String costId,
            @NotBlank @Size(max = 500) String reason) {}

    record Members(
            @NotEmpty @Size(max = AddMembers.MAX_CUSTOMERS) List<CustomerId> customers) {}

    record FormerMember(@NotNull CustomerId customer) {}

    record RecordResponse(
            @NotNull CustomerId customer, @NotNull Response response) {}
}
