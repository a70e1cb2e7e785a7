package io.guanxi.rest.opportunity;

import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.opportunity.ForecastCategory;
import io.guanxi.domain.opportunity.Opportunity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What arrives for each of an opportunity's commands. */
final class OpportunityRequests {

    private OpportunityRequests() {}

    /** @param pipeline absent means the standard one */
    record Open(
            @Nullable CustomerId customer,
            @NotBlank @Size(max = 200) String name,
            @Size(max = 50) @Nullable String kind,
            @Size(max = 100) @Nullable String source,
            @Size(max = 300) @Nullable String nextStep,
            @Size(max = 2_000) @Nullable String remark,
            @Size(max = 50) @Nullable String pipeline,
            @Size(max = 50) @Nullable String stage,
            @Size(max = 200) @Nullable String owner,
            @Nullable Money amount,
            @Nullable LocalDate expectedClose,
            @Size(max = Opportunity.MAX_LINES) @Nullable List<@Valid Line> lines) {}

    record CorrectDetails(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 50) @Nullable String kind,
            @Size(max = 100) @Nullable String source,
            @Size(max = 300) @Nullable String nextStep,
            @Size(max = 2_000) @Nullable String remark) {}

    record AssignCustomer(@NotNull CustomerId customer) {}

    record ToStage(@NotBlank @Size(max = 50) String stage) {}

    record AddLine(@NotNull @Valid Line line) {}

    record RemoveLine(@NotBlank @Size(max = 50) String lineId) {}

    record ReplaceLines(
            @NotNull @Size(max = Opportunity.MAX_LINES) List<@Valid Line> lines) {}

    /** @param amount absent means unknown, or for a deal that is won the amount it has */
    record Amount(@Nullable Money amount) {}

    record MoveCloseDate(@NotNull LocalDate expectedClose) {}

    record CorrectOpening(@NotNull LocalDate openedOn) {}

    record CommitForecast(@NotNull ForecastCategory category) {}

    record Owner(@NotBlank @Size(max = 200) String owner) {}

    record Competitor(@NotBlank @Size(max = 200) String competitor) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** @param discountPercent absent means none */
    record Line(
            @NotBlank @Size(max = 50) String id,
            @NotBlank @Size(max = 100) String product,
            @NotNull @Positive @DecimalMax("1000000000") BigDecimal quantity,
            @NotNull Money unitPrice,
            @DecimalMin("0") @DecimalMax("100") @Nullable BigDecimal discountPercent) {}
}
