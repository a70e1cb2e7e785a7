package io.guanxi.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.consent.ConsentCommand.Give;
import io.guanxi.domain.consent.ConsentCommand.Withdraw;
import io.guanxi.domain.consent.ConsentEvent.Given;
import io.guanxi.domain.consent.ConsentEvent.Withdrawn;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private static final CustomerId LI_LEI = CustomerId.random();
    private static final ConsentTopic NEWS = new ConsentTopic(LI_LEI, "newsletter", "email");
    private static final ConsentId ID = ConsentId.of(NEWS);
    private static final Evidence FORM = new Evidence("Li Lei", "web form", "wording 3");
    private static final Evidence CALL = new Evidence("Li Lei", "telephone", null);
    private static final Instant TODAY = DeciderSpec.NOON;
    private static final Instant TUESDAY = TODAY.minus(Duration.ofDays(6));
    private static final Instant MONDAY = TODAY.minus(Duration.ofDays(7));
    private static final Instant NEXT_YEAR = DeciderSpec.NOON.plus(Duration.ofDays(365));
    private static final ConsentEvent GIVEN = new Given(ID, NEWS, FORM, MONDAY, NEXT_YEAR);
    private static final ConsentEvent WITHDRAWN = new Withdrawn(ID, NEWS, CALL, TUESDAY);

    private static DeciderSpec<ConsentCommand, ConsentEvent, Consent> given(ConsentEvent... events) {
        return DeciderSpec.of(Consent.DECIDER).given(events);
    }

    @Test
    void consentIsGivenWithdrawnAndGivenAgain() {
        given().when(new Give(ID, NEWS, FORM, MONDAY, NEXT_YEAR)).then(GIVEN);
        given(GIVEN).when(new Give(ID, NEWS, FORM, MONDAY, NEXT_YEAR)).thenNothing();
        given(GIVEN).when(new Give(ID, NEWS, FORM, TODAY, null)).then(new Given(ID, NEWS, FORM, TODAY, null));
        given(GIVEN).when(new Withdraw(ID, NEWS, CALL, TUESDAY)).then(WITHDRAWN);
        given(GIVEN, WITHDRAWN).when(new Withdraw(ID, NEWS, FORM, TODAY)).thenNothing();
        given(GIVEN, WITHDRAWN)
                .when(new Give(ID, NEWS, FORM, TODAY, NEXT_YEAR))
                .then(new Given(ID, NEWS, FORM, TODAY, NEXT_YEAR));
    }

    @Test
    void whatArrivesLateOrAgainUndoesNothing() {
        given(GIVEN, WITHDRAWN)
                .when(new Give(ID, NEWS, FORM, MONDAY, NEXT_YEAR))
                .thenNothing();
        given(GIVEN, WITHDRAWN).when(new Give(ID, NEWS, FORM, TUESDAY, null)).thenNothing();
        ConsentEvent again = new Given(ID, NEWS, FORM, TODAY, null);
        given(GIVEN, WITHDRAWN, again)
                .when(new Withdraw(ID, NEWS, CALL, TUESDAY))
                .thenNothing();
    }

    @Test
    void aWithdrawalCountsWhateverItSaysOfItsTime() {
        ConsentEvent before = new Withdrawn(ID, NEWS, CALL, MONDAY.minusSeconds(1));
        given(GIVEN).when(new Withdraw(ID, NEWS, CALL, MONDAY.minusSeconds(1))).then(before);
        given(GIVEN, before).when(new Give(ID, NEWS, FORM, MONDAY, NEXT_YEAR)).thenNothing();
    }

    @Test
    void nobodyAgreesInTheFuture() {
        given().when(new Give(ID, NEWS, FORM, TODAY.plusSeconds(1), null)).thenRefused(ConsentRule.SAID_LATER);
    }

    @Test
    void whoWasNeverAskedCanObject() {
        given().when(new Withdraw(ID, NEWS, CALL, TUESDAY)).then(WITHDRAWN);
    }

    @Test
    void aConsentIsAboutOneThing() {
        ConsentTopic survey = new ConsentTopic(LI_LEI, "survey", "email");
        given(GIVEN).when(new Give(ID, survey, FORM, TODAY, null)).thenRefused(ConsentRule.OTHER_TOPIC);
        given(GIVEN).when(new Withdraw(ID, survey, FORM, TODAY)).thenRefused(ConsentRule.OTHER_TOPIC);
    }

    @Test
    void whatWouldExpireAtOnceIsNotGiven() {
        given().when(new Give(ID, NEWS, FORM, TODAY, TODAY)).thenRefused(ConsentRule.EXPIRES_AT_ONCE);
    }

    @Test
    void wordsAreComparedInLowerCase() {
        assertThat(new ConsentTopic(LI_LEI, " Newsletter", "EMAIL")).isEqualTo(NEWS);
        assertThat(new ConsentTopic(LI_LEI, "a/b", "c").key()).isNotEqualTo(new ConsentTopic(LI_LEI, "a", "b/c").key());
        assertThatThrownBy(() -> new ConsentTopic(LI_LEI, " ", "email")).isInstanceOf(CrmException.Invalid.class);
        assertThatThrownBy(() -> new Evidence("Li Lei", "", null)).isInstanceOf(CrmException.Invalid.class);
    }

    @Test
    void withoutAWordThePolicyDecides() {
        assertThat(ConsentPolicy.optIn().holdsUntilObjection(NEWS)).isFalse();
        assertThat(ConsentPolicy.optIn().untilObjection("Newsletter").holdsUntilObjection(NEWS))
                .isTrue();
        ConsentPolicy byMail = ConsentPolicy.optIn().untilObjection("newsletter", "Email");
        assertThat(byMail.holdsUntilObjection(NEWS)).isTrue();
        assertThat(byMail.holdsUntilObjection(new ConsentTopic(LI_LEI, "newsletter", "phone")))
                .isFalse();
    }
}
