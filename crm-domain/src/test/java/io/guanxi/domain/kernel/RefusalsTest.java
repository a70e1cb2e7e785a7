package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.activity.ActivityRule;
import io.guanxi.domain.campaign.CampaignRule;
import io.guanxi.domain.consent.ConsentRule;
import io.guanxi.domain.contact.ContactRule;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.disclosure.DisclosureRule;
import io.guanxi.domain.finding.FindingRule;
import io.guanxi.domain.intake.IntakeRule;
import io.guanxi.domain.opportunity.OpportunityRule;
import io.guanxi.domain.person.PersonRule;
import io.guanxi.domain.product.ProductRule;
import io.guanxi.domain.profile.ProfileRule;
import io.guanxi.domain.shadow.ShadowRule;
import io.guanxi.domain.ticket.TicketRule;
import io.guanxi.domain.touchpoint.TouchpointRule;
import io.guanxi.domain.transaction.TransactionRule;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller is told who is turned down: a stable code, and a sentence. */
class RefusalsTest {

    private static Stream<RuleCode> rules() {
        return Stream.of(
                        ActivityRule.values(),
                        CampaignRule.values(),
                        ConsentRule.values(),
                        ContactRule.values(),
                        CustomerRule.values(),
                        DisclosureRule.values(),
                        FindingRule.values(),
                        OpportunityRule.values(),
                        PersonRule.values(),
                        ProductRule.values(),
                        ProfileRule.values(),
                        TicketRule.values(),
                        TouchpointRule.values(),
                        TransactionRule.values(),
                        IntakeRule.values(),
                        ShadowRule.values(),
                        ErasureRule.values())
                .flatMap(Arrays::<RuleCode>stream);
    }

    /** The feature is the package, and no detail is left out of the sentence, nor an apostrophe taken for a quote. */
    @ParameterizedTest
    @MethodSource("rules")
    void aRuleHasACodeAndASentence(RuleCode rule) {
        String home = rule == ErasureRule.ERASED ? "erasure" : rule.getClass().getPackageName();
        String sentence = rule.describe("(a)", "(b)", "(c)");
        CrmException.Refused refused = rule.refused("(a)", "(b)", "(c)");
        assertThat(home).endsWith(rule.feature());
        assertThat(refused.code()).isEqualTo(rule.code()).matches(rule.feature() + "\\.[a-z-]{3,}");
        assertThat(refused.rule()).isSameAs(rule);
        assertThat(refused.details()).containsExactly("(a)", "(b)", "(c)");
        assertThat(refused).hasMessage(sentence);
        assertThat(sentence).matches(".{10,}").doesNotContain("{", "}");
        assertThat(sentence.contains("(a)")).isEqualTo(rule.sentence().contains("{0}"));
    }

    @Test
    void theOtherRefusalsHaveCodesToo() {
        CustomerId id = new CustomerId(new UUID(0, 1));
        CrmException forbidden = new CrmException.Forbidden(new Actor("ann", Set.of()), "erase");
        CrmException notFound = new CrmException.NotFound(id);
        CrmException stale = new CrmException.Stale(id, "it is at version 2, not at 1");
        assertThat(forbidden).hasMessage("ann may not erase");
        assertThat(forbidden.code()).isEqualTo("forbidden");
        assertThat(notFound).hasMessage("There is no customer " + id.value());
        assertThat(notFound.code()).isEqualTo("not-found");
        assertThat(stale).hasMessage(id.value() + " has changed meanwhile: it is at version 2, not at 1");
        assertThat(stale.code()).isEqualTo("stale");
        assertThat(new Violation("email", "format", "must be one")).hasToString("email must be one");
    }
}
