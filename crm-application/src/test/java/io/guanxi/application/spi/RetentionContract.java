package io.guanxi.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Erasure;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.privacy.ProcessingRegister.Purpose;
import io.guanxi.application.retention.Erase;
import io.guanxi.application.retention.Retention;
import io.guanxi.application.retention.RetentionFeature;
import io.guanxi.application.retention.RetentionRule;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.domain.consent.ConsentCommand.Give;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.consent.Evidence;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.Lookup;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a storage must do so that data is kept as long as it may be, and no longer; a part of {@link StorageContract}. */
abstract class RetentionContract extends QualityContract {

    private static final Actor ANN = new Actor("ann", Set.of("sales"));
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Purpose SALES =
            new Purpose("to sell and deliver", "contract, GDPR 6 (1) b", "customers", Set.of("carrier"));
    private static final RetentionRule<CustomerView> PROSPECTS = RetentionRule.ofCustomers(
                    "prospects",
                    "a year after the registration",
                    now -> CustomerView.DEALT.is(false).and(CustomerView.REGISTERED_AT.atMost(now.minus(YEAR))))
            .erase();
    private static final RetentionRule<CustomerView> DEALT = RetentionRule.restrict(RetentionRule.ofCustomers(
            "dealt",
            "two years after the registration",
            now -> CustomerView.DEALT
                    .is(true)
                    .and(CustomerView.REGISTERED_AT.atMost(now.minus(YEAR.multipliedBy(2))))));
    private static final RetentionRule<TicketView> TICKETS = RetentionRule.of(
            TicketView.TYPE, "tickets", "looked at after a year", now -> TicketView.OPENED_AT.atMost(now.minus(YEAR)));

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T12:00:00.123456Z"));
    private final List<Crm> open = new ArrayList<>();
    private final CustomerId zhuXi = CustomerId.random();
    private final CustomerId luJiuyuan = CustomerId.random();
    private final CustomerId zhangZai = CustomerId.random();

    @AfterEach
    void closeRetention() {
        open.forEach(Crm::close);
    }

    private Crm start() {
        Crm crm = Crm.builder()
                .storage(empty())
                .authorizer(Authorizer.allowEverything())
                .erasable()
                .feature(new RetentionFeature(List.of(PROSPECTS, DEALT, TICKETS)))
                .clock(clock)
                .dutiesEvery(Duration.ZERO)
                .build();
        open.add(crm);
        return crm;
    }

    private static Retention of(Crm crm, String rule) {
        return Retention.of(crm, crm.as(ANN)).stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsKeptForLongEnoughIsErasedUnlessItIsHeldAndTheLedgerProvesIt() {
        Crm crm = start();
        CrmSession session = crm.as(ANN);
        OpportunityId deal = OpportunityId.random();
        session.executeAll(List.of(
                Register.person(zhuXi, "Zhu Xi"),
                Register.person(luJiuyuan, "Lu Jiuyuan"),
                Register.person(zhangZai, "Zhang Zai"),
                new Tag(luJiuyuan, RetentionRule.LEGAL_HOLD),
                new Restrict(zhangZai, "needs it for a lawsuit"),
                OpportunityCommand.Open.named(deal, "Books for Zhu Xi").withCustomerId(zhuXi)));
        assertThat(of(crm, "prospects").due()).isZero();
        clock.advance(YEAR);

        Retention before = of(crm, "prospects"); // the dry run
        assertThat(before.due()).isEqualTo(1);
        assertThat(before.next()).containsExactly(zhuXi.value());
        assertThat(before.held()).isEqualTo(2);
        assertThat(before.removed()).isEmpty();
        assertThat(session.views(CustomerView.TYPE)
                        .byId(zhuXi)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo("Zhu Xi");

        assertThat(crm.runDue()).isEqualTo(1);
        Retention after = of(crm, "prospects");
        assertThat(after.due()).isZero();
        assertThat(after.removed()).extracting(Erasure::subject).containsExactlyInAnyOrder(zhuXi.value(), deal.value());
        assertThat(after.removed()).allSatisfy(each -> {
            assertThat(each.actor()).isEqualTo("system:duty:retention-prospects");
            assertThat(each.reason()).isEqualTo("retention: prospects");
            assertThat(each.erasedAt()).isEqualTo(clock.instant());
        });
        assertThat(session.views(CustomerView.TYPE)
                        .byId(zhuXi)
                        .orElseThrow()
                        .details()
                        .name())
                .isEqualTo(Erased.TEXT);
        assertThat(crm.runDue()).isZero();

        session.execute(new Untag(luJiuyuan, RetentionRule.LEGAL_HOLD));
        assertThat(Retention.run(crm, session, "prospects")).isEqualTo(1);
        assertThat(Retention.run(crm, session, "tickets")).isZero();
        assertThatThrownBy(() -> Retention.run(crm, session, "others")).isInstanceOf(CrmException.NotFound.class);
        assertThat(of(crm, "prospects").removed()).hasSize(3);
        assertThatThrownBy(() -> session.execute(new Erase(zhangZai, "by hand")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotErasedIsRestrictedOrOnlyTold() {
        Crm crm = start();
        CrmSession session = crm.as(ANN);
        session.executeAll(List.of(Register.person(zhuXi, "Zhu Xi"), new MarkDealt(zhuXi)));
        clock.advance(YEAR.multipliedBy(2));
        assertThat(of(crm, "dealt").action()).isEqualTo(RetentionRule.Action.RESTRICT);
        assertThat(crm.runDue()).isEqualTo(1);
        assertThat(session.views(CustomerView.TYPE).byId(zhuXi).orElseThrow().restricted())
                .isTrue();
        assertThat(crm.runDue()).isZero();
        assertThat(of(crm, "dealt").removed()).isEmpty();
        assertThat(of(crm, "tickets").action()).isEqualTo(RetentionRule.Action.REPORT);
    }

    @Test
    void theRegisterTellsWhatIsHeldAndNoFieldIsForgotten() {
        Crm crm = start();
        CrmSession session = crm.as(ANN);
        ConsentTopic topic = new ConsentTopic(zhuXi, "newsletter", "email");
        session.executeAll(List.of(
                Register.person(zhuXi, "Zhu Xi"),
                new Give(ConsentId.of(topic), topic, new Evidence("Zhu Xi", "web form", null), clock.instant(), null),
                SchemaCommand.Open.of("customer"),
                new SchemaCommand.DefineField(
                        SchemaId.of("customer"),
                        "nickname",
                        new FieldShape(FieldType.TEXT, Lookup.NONE, true, null),
                        FieldDetails.PLAIN)));
        Declaration nothing = ProcessingRegister.by("Acme GmbH, privacy@acme.test");
        assertThatThrownBy(() -> nothing.of(crm, session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("customer.registered details.name")
                .hasMessageContaining("customer custom.nickname");
        Declaration declared = nothing;
        for (String feature : List.of(
                "customer",
                "contact",
                "consent",
                "profile",
                "disclosure",
                "activity",
                "transaction",
                "intake",
                "opportunity",
                "campaign",
                "ticket",
                "person",
                "finding",
                "schema",
                "product")) {
            declared = declared.purpose(feature, SALES);
        }

        ProcessingRegister register = declared.of(crm, session);

        assertThat(register.sealed()).isTrue();
        assertThat(register.consents()).containsExactly(new ProcessingRegister.Asked("newsletter", "email", 1));
        assertThat(register.activities().get(0).feature()).isEqualTo("customer");
        assertThat(register.activities().get(0).kept())
                .extracting(ProcessingRegister.Keeping::rule)
                .containsExactly("prospects", "dealt");
        assertThat(register.json()).contains("\"details.name\"", "\"carrier\"");
        assertThat(register.markdown(Locale.ENGLISH))
                .contains("| PHONE | contactPoint(phone).number", "a year after the registration (ERASE, prospects)");
        assertThat(register.markdown(Locale.SIMPLIFIED_CHINESE)).contains("个人信息处理活动记录", "保存期限");
    }
}
