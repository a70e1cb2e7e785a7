package io.guanxi.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderLaws;
import io.guanxi.domain.kernel.DeciderSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProductProperties {

    private static final ProductId GTX = ProductId.random();
    private static final CallContext NOW =
            new CallContext(new Actor("ann", Set.of()), DeciderSpec.NOON, DeciderSpec.NOON, ZoneOffset.UTC);

    @Property
    void theLawsOfDecidersHold(@ForAll("commands") List<ProductCommand> commands) {
        DeciderLaws.hold(Product.DECIDER, commands, NOW);
    }

    @Property
    void repeatingAnAcceptedCommandChangesNothing(@ForAll("commands") List<ProductCommand> commands) {
        DeciderLaws.repeatingChangesNothing(Product.DECIDER, commands, NOW);
    }

    @Property
    void retiringAndRelistingKeepTheDetails(@ForAll("commands") List<ProductCommand> commands) {
        Product state = Product.DECIDER.initial();
        for (ProductCommand command : commands) {
            Product before = state;
            try {
                state = Product.DECIDER.evolve(state, Product.DECIDER.decide(state, command, NOW));
            } catch (CrmException turnedDown) {
                continue;
            }
            if (before.status() == Product.Status.RETIRED || state.status() == Product.Status.RETIRED) {
                assertThat(state.details()).isEqualTo(before.details());
            }
        }
    }

    @Provide
    Arbitrary<List<ProductCommand>> commands() {
        return ProductArbitraries.commands(GTX);
    }
}
