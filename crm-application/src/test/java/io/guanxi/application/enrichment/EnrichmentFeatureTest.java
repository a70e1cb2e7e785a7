package io.guanxi.application.enrichment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Trials;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.enrichment.CompanyRegister.Company;
import io.guanxi.application.spi.MutableClock;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class EnrichmentFeatureTest {

    private static final UnifiedSocialCreditCode CODE = new UnifiedSocialCreditCode("91350100M000100Y43");
    private static final UnifiedSocialCreditCode OTHER = new UnifiedSocialCreditCode("91350211M000100Y46");
    private static final ContactPoint PHONE = new ContactPoint.Phone(new PhoneNumber("+8659187654321"));
    private static final String FILLED = "system:reaction:WhenCompanyIsRegisteredThenItIsEnriched-gsxt";

    private final CustomerId acme = CustomerId.random();
    private final AtomicBoolean down = new AtomicBoolean();

    private final Crm crm = Trials.builder(new MutableClock(Trials.NOON))
            .without("process")
            .feature(new EnrichmentFeature("gsxt", this::find))
            .build();
    private final CrmSession ann = crm.as(Trials.ANN);

    /** A register to which all companies are one. */
    private Optional<Company> find(UnifiedSocialCreditCode code) {
        if (down.get()) {
            throw new IllegalStateException("The register does not answer");
        }
        CustomerDetails known = CustomerDetails.named("福州榕信机械有限公司")
                .withIndustry("机械")
                .withFoundedYear(1998)
                .withEmployees(120);
        return Optional.of(new Company(known.withUscc(code), List.of(PHONE)));
    }

    private CustomerView acme() {
        return ann.views(CustomerView.TYPE).byId(acme).orElseThrow();
    }

    private Meta told(String field) {
        return requireNonNull(ann.provenance(acme).get(field)).meta();
    }

    private static Register withCode(CustomerId id, CustomerDetails details) {
        return new Register(id, CustomerKind.ORGANISATION, details.withUscc(CODE), List.of(), null);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; tries < 2_000 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void whatIsTypedStaysAndTheRestIsFilledInByTheSource() throws InterruptedException {
        try (crm) {
            ann.execute(withCode(acme, CustomerDetails.named("榕信").withIndustry("机床")));
            await(() -> acme().details().employees() != null);
            assertThat(acme().details())
                    .isEqualTo(CustomerDetails.named("榕信")
                            .withIndustry("机床")
                            .withUscc(CODE)
                            .withFoundedYear(1998)
                            .withEmployees(120));
            assertThat(acme().contactPoints()).containsExactly(PHONE);
            assertThat(told("details.industry").actor()).isEqualTo("ann");
            assertThat(told("details.employees").actor()).isEqualTo(FILLED);
            assertThat(told("details.employees").command()).isEqualTo("customer.enrich");
        }
    }

    @Test
    void aCodeThatComesLaterIsAskedForAndBatchesAreLeftAlone() throws InterruptedException {
        try (crm) {
            CustomerId imported = CustomerId.random();
            CustomerDetails other = CustomerDetails.named("Imported").withUscc(OTHER);
            ann.inBatch(UUID.randomUUID())
                    .execute(new Register(imported, CustomerKind.ORGANISATION, other, List.of(), null));
            ann.execute(Register.organisation(acme, "榕信"));
            assertThat(acme().details().employees()).isNull();
            ann.execute(new CorrectDetails(acme, CustomerDetails.named("榕信").withUscc(CODE)));
            await(() -> acme().details().employees() != null);
            assertThat(ann.views(CustomerView.TYPE)
                            .byId(imported)
                            .orElseThrow()
                            .details()
                            .employees())
                    .isNull();
        }
    }

    @Test
    void aSourceThatFailsBlocksNoCommandAndIsAskedAgain() throws InterruptedException {
        try (crm) {
            down.set(true);
            ann.execute(withCode(acme, CustomerDetails.named("榕信")));
            await(() -> !crm.deadLetters().isEmpty());
            assertThat(acme().details()).isEqualTo(CustomerDetails.named("榕信").withUscc(CODE));
            ann.execute(new CorrectDetails(acme, CustomerDetails.named("榕信机械").withUscc(CODE)));
            down.set(false);
            await(() -> crm.retryDeadLetters("WhenCompanyIsRegisteredThenItIsEnriched-gsxt")
                    || acme().details().employees() != null);
            await(() -> acme().details().employees() != null);
            assertThat(acme().details().name()).isEqualTo("榕信机械");
        }
    }

    @Test
    void aSourceHasAName() {
        crm.close();
        assertThatThrownBy(() -> new EnrichmentFeature("GSXT 2", this::find)).isInstanceOf(CrmException.Invalid.class);
    }
}
