package io.guanxi.application.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.application.customer.CustomerGroup;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.contact.Contact;
import io.guanxi.domain.contact.ContactArbitraries;
import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactCommand.Add;
import io.guanxi.domain.contact.ContactCommand.ReportTo;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import io.guanxi.domain.contact.ContactRule;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.opportunity.OpportunityCommand;
import io.guanxi.domain.opportunity.OpportunityId;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

class ContactFeatureTest {

    private static final ContactId LI = ContactId.random();
    private static final CustomerId ACME = CustomerId.random();
    private static final CustomerId BETA = CustomerId.random();
    private static final LocalDate JAN_1 = LocalDate.of(2026, 1, 1);

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterTry
    void close() {
        crm.close();
    }

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<ContactCommand> commands) {
        ViewLaws.hold(
                new ContactFeature(),
                Contact.DECIDER,
                ContactView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (state, view) -> {
                    assertThat(view.details()).isEqualTo(state.details());
                    assertThat(view.superior()).isEqualTo(state.superior());
                    assertThat(view.lastDay()).isEqualTo(state.lastDay());
                });
    }

    @Example
    void theContactsOfAnOrganisationAreReadWithTheirNames() {
        CustomerId liLei = CustomerId.random();
        CustomerId hanMeimei = CustomerId.random();
        ann.execute(CustomerCommand.Register.person(liLei, "李雷"));
        ann.execute(CustomerCommand.Register.person(hanMeimei, "韩梅梅"));
        ContactId before = ContactId.random();
        ann.execute(new Add(before, ACME, liLei, ContactDetails.in("user"), JAN_1.minusYears(3)));
        ann.execute(new ContactCommand.Leave(before, JAN_1));
        ann.execute(new Add(LI, BETA, liLei, ContactDetails.in("decision-maker", "finance"), JAN_1.plusDays(1)));
        ann.execute(new Add(ContactId.random(), ACME, hanMeimei, ContactDetails.in("decision-maker"), null));

        assertThat(names(ACME, JAN_1)).containsExactly("李雷", "韩梅梅");
        assertThat(names(ACME, JAN_1.plusDays(1))).containsExactly("韩梅梅");
        assertThat(names(BETA, JAN_1)).isEmpty();
        assertThat(names(BETA, JAN_1.plusDays(1))).containsExactly("李雷");
        assertThat(ann.views(ContactView.TYPE).count(ContactView.PERSON.is(liLei)))
                .as("employers over time")
                .isEqualTo(2);
        assertThat(ann.views(CustomerView.TYPE)
                        .count(CustomerView.TYPE.having(
                                ContactView.TYPE, ContactView.PERSON, ContactView.ROLES.has("decision-maker"))))
                .isEqualTo(2);
    }

    private List<String> names(CustomerId organisation, LocalDate day) {
        Page<ContactView> page = ann.views(ContactView.TYPE)
                .with(CustomerView.TYPE)
                .find(
                        ContactView.ORGANISATION.is(organisation).and(ContactView.on(day)),
                        PageRequest.first(10).by(ContactView.SINCE));
        return page.views().stream()
                .map(each -> page.related(CustomerView.TYPE, each.person())
                        .orElseThrow()
                        .details()
                        .name())
                .toList();
    }

    @Example
    void reportsGoUpwardsWithinOneOrganisation() {
        List<ContactId> chain =
                Stream.generate(ContactId::random).limit(3).peek(this::add).toList();
        IntStream.range(1, 3).forEach(i -> ann.execute(new ReportTo(chain.get(i), chain.get(i - 1))));

        refused(chain.get(0), chain.get(2), ContactRule.REPORTS_GO_IN_A_CIRCLE);
        refused(chain.get(0), chain.get(1), ContactRule.REPORTS_GO_IN_A_CIRCLE);
        refused(chain.get(0), chain.get(0), ContactRule.OWN_SUPERIOR);
        refused(chain.get(0), ContactId.random(), ContactRule.SUPERIOR_UNKNOWN);
        ann.execute(new Add(LI, BETA, CustomerId.random(), ContactDetails.in(), null));
        refused(chain.get(0), LI, ContactRule.SUPERIOR_ELSEWHERE);
        assertThat(ann.execute(new ReportTo(chain.get(2), chain.get(1))).events())
                .isEmpty();

        ann.execute(new ReportTo(chain.get(1), null));
        ann.execute(new ReportTo(chain.get(0), chain.get(2)));
        assertThat(ann.views(ContactView.TYPE).count(ContactView.SUPERIOR.is(chain.get(2))))
                .isEqualTo(1);
    }

    @Example
    void superiorsAreBounded() {
        List<ContactId> chain = Stream.generate(ContactId::random)
                .limit(ContactFeature.MAX_SUPERIORS + 2)
                .peek(this::add)
                .toList();
        IntStream.rangeClosed(1, ContactFeature.MAX_SUPERIORS)
                .forEach(i -> ann.execute(new ReportTo(chain.get(i), chain.get(i - 1))));
        refused(
                chain.get(ContactFeature.MAX_SUPERIORS + 1),
                chain.get(ContactFeature.MAX_SUPERIORS),
                ContactRule.TOO_MANY_SUPERIORS);
    }

    private void add(ContactId id) {
        ann.execute(new Add(id, ACME, CustomerId.random(), ContactDetails.in("user"), null));
    }

    private void refused(ContactId contact, ContactId superior, ContactRule rule) {
        CrmException.Refused refusal =
                catchThrowableOfType(CrmException.Refused.class, () -> ann.execute(new ReportTo(contact, superior)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(rule);
    }

    @Example
    void figuresOfAGroupAreRolledUp() {
        CustomerId plant = CustomerId.random();
        CustomerId branch = CustomerId.random();
        subsidiary(ACME, null);
        subsidiary(plant, ACME);
        subsidiary(branch, plant);
        subsidiary(BETA, null);
        deal(ACME, 1);
        deal(branch, 10);
        deal(BETA, 100);

        assertThat(CustomerGroup.of(ann, ACME)).containsExactly(ACME, plant, branch);
        assertThat(CustomerGroup.of(ann, branch)).containsExactly(branch);
        Filter<OpportunityView> ofGroup = OpportunityView.CUSTOMER.in(CustomerGroup.of(ann, ACME));
        assertThat(ann.views(OpportunityView.TYPE)
                        .group(
                                ofGroup,
                                Grouping.<OpportunityView>all()
                                        .sum("worth", OpportunityView.AMOUNT, Filter.everything()))
                        .get(0)
                        .decimal("worth"))
                .isEqualByComparingTo("11");
    }

    private void subsidiary(CustomerId id, @Nullable CustomerId parent) {
        ann.execute(new CustomerCommand.Register(
                id, CustomerKind.ORGANISATION, CustomerDetails.named("Acme").withParent(parent), List.of(), null));
    }

    private void deal(CustomerId customer, int amount) {
        ann.execute(OpportunityCommand.Open.named(OpportunityId.random(), "A deal")
                .withCustomerId(customer)
                .withAmount(Money.parse("EUR " + amount)));
    }

    @Provide
    Arbitrary<List<ContactCommand>> commands() {
        return ContactArbitraries.commands(LI);
    }
}
