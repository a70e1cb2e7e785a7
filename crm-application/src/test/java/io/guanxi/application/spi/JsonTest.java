package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.math.BigDecimal;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final CustomerId ACME = new CustomerId(new UUID(1, 2));

    private final Json json = new Json();

    @Test
    void valuesAreTheirOnlyComponent() {
        var event = new CustomerEvent.DetailsCorrected(
                ACME,
                CustomerDetails.named("Acme")
                        .withUscc(new UnifiedSocialCreditCode("91350100M000100Y43"))
                        .withAnnualRevenue(Money.of(CurrencyUnit.EUR, new BigDecimal("12.50"))));
        assertThat(json.write(event))
                .isEqualTo(
                        "{\"customerId\":\"00000000-0000-0001-0000-000000000002\",\"details\":{\"name\":\"Acme\","
                                + "\"uscc\":\"91350100M000100Y43\",\"annualRevenue\":{\"amount\":12.50,\"currency\":\"EUR\"}}}");
        assertThat(json.read(CustomerEvent.DetailsCorrected.class, json.write(event)))
                .isEqualTo(event);
    }

    @Test
    void aValueOfASealedInterfaceSaysOfWhichKindItIs() {
        var email =
                new CustomerEvent.ContactPointAdded(ACME, new ContactPoint.Email(new EmailAddress("info@acme.test")));
        assertThat(json.write(email)).contains("{\"kind\":\"email\",\"address\":\"info@acme.test\"}");
        assertThat(json.read(CustomerEvent.ContactPointAdded.class, json.write(email)))
                .isEqualTo(email);
        var postal = new CustomerEvent.ContactPointAdded(
                ACME, new ContactPoint.Postal(new PostalAddress(null, null, "福州市", null, null, "CN")));
        assertThat(json.read(CustomerEvent.ContactPointAdded.class, json.write(postal)))
                .isEqualTo(postal);
    }

    @Test
    void brokenJsonIsNotEchoed() {
        assertThatThrownBy(() -> json.read(CustomerEvent.Locked.class, "{\"customerId\":\"secret\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }
}
