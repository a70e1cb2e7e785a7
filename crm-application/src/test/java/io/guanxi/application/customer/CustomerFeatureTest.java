package io.guanxi.application.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerFeatureTest {

    private static final CustomerId HOLDING = CustomerId.random();
    private static final CustomerId GROUP = CustomerId.random();
    private static final CustomerId PLANT = CustomerId.random();

    private final Crm crm = Trials.builder().build();
    private final CrmSession ann = crm.as(Trials.ANN);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void nobodyIsAboveItsOwnParents() {
        ann.execute(register(HOLDING, null));
        ann.execute(register(GROUP, HOLDING));
        ann.execute(register(PLANT, GROUP));

        refused(correct(HOLDING, PLANT), CustomerRule.PARENTS_GO_IN_A_CIRCLE);
        refused(correct(HOLDING, GROUP), CustomerRule.PARENTS_GO_IN_A_CIRCLE);
        refused(correct(HOLDING, HOLDING), CustomerRule.PARENT_IS_ITSELF);
        ann.execute(correct(PLANT, HOLDING));
        ann.execute(correct(GROUP, PLANT));
    }

    /** An unknown customer may be named as a parent, and so the circle may be closed by a registration. */
    @Test
    void aRegistrationClosesNoCircle() {
        ann.execute(register(PLANT, GROUP));
        refused(register(GROUP, PLANT), CustomerRule.PARENTS_GO_IN_A_CIRCLE);
        ann.execute(register(GROUP, null));
    }

    @Test
    void whatHasHappenedAlreadyIsNotRefusedWhenItIsSaidAgain() {
        ann.execute(register(PLANT, GROUP));
        ann.execute(correct(PLANT, null));
        ann.execute(register(GROUP, PLANT));
        assertThat(ann.execute(register(PLANT, GROUP)).events()).isEmpty();
        assertThat(ann.execute(correct(GROUP, PLANT)).events()).isEmpty();
    }

    @Test
    void parentsAreBounded() {
        List<CustomerId> chain = Stream.generate(CustomerId::random)
                .limit(CustomerFeature.MAX_PARENTS + 2)
                .toList();
        ann.execute(register(chain.get(0), null));
        IntStream.rangeClosed(1, CustomerFeature.MAX_PARENTS)
                .forEach(i -> ann.execute(register(chain.get(i), chain.get(i - 1))));

        refused(
                register(chain.get(CustomerFeature.MAX_PARENTS + 1), chain.get(CustomerFeature.MAX_PARENTS)),
                CustomerRule.TOO_MANY_PARENTS);
    }

    private void refused(Command command, CustomerRule rule) {
        CrmException.Refused refusal = catchThrowableOfType(CrmException.Refused.class, () -> ann.execute(command));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(rule);
    }

    private static Register register(CustomerId id, @Nullable CustomerId parent) {
        return new Register(
                id, CustomerKind.ORGANISATION, CustomerDetails.named("Acme").withParent(parent), List.of(), null);
    }

    private static CorrectDetails correct(CustomerId id, @Nullable CustomerId parent) {
        return new CorrectDetails(id, CustomerDetails.named("Acme").withParent(parent));
    }
}
