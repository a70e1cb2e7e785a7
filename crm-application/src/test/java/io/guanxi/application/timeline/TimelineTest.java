package io.guanxi.application.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Feature;
import io.guanxi.application.Trials;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.internal.engine.TimelineRights;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent.Archived;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.product.Product;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void aFeatureTellsOfItsOwnEventsOnly() {
        Timeline<CustomerView> table = Timeline.of(CustomerView.TYPE, CustomerView::id)
                .tells(Archived.class, "customer", CustomerView::owner)
                .build();
        Feature teller = new Feature() {
            @Override
            public String name() {
                return "product";
            }

            @Override
            public Optional<Decider<?, ?, ?>> decider() {
                return Optional.of(Product.DECIDER);
            }

            @Override
            public List<ViewType<?>> views() {
                return List.of(ProductView.TYPE);
            }

            @Override
            public Optional<Timeline<?>> timeline() {
                return Optional.of(table);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> Trials.builder().feature(teller).build())
                .withMessageContaining("CustomerEvent$Archived");
    }

    @Test
    void anEventIsToldOnce() {
        var table =
                Timeline.of(CustomerView.TYPE, CustomerView::id).tells(Archived.class, "customer", CustomerView::owner);
        assertThatIllegalStateException().isThrownBy(() -> table.tells(Archived.class, "end", customer -> null));
        assertThatIllegalStateException()
                .isThrownBy(() -> table.tells(Archived.class, "end", CustomerView.TYPE, event -> null))
                .withMessageContaining("not of each event");
    }

    @Test
    void withoutTimelinesNothingIsTold() {
        CustomerId acme = CustomerId.random();
        try (Crm crm = Trials.builder().without("timeline").build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            ann.execute(new CustomerCommand.Archive(acme, "gone"));
            assertThat(ann.has(TimelineEntry.TYPE)).isFalse();
        }
    }

    /** What was told by a feature that is not there any more belongs to nothing whose scope could be asked. */
    @Test
    void theScopeNamesTheFeaturesThatTell() {
        Filter<TimelineEntry> scope = new TimelineRights(Authorizer.allowEverything(), List.of())
                .scope(Trials.ANN, TimelineEntry.TYPE)
                .orElseThrow();
        assertThat(scope).isEqualTo(new Filter.Any<>(List.of(TimelineEntry.FEATURE.in(List.of()))));
    }

    /** Or a right that the host gives or refuses would be lost on the way. */
    @Test
    void everyRightIsTheHosts() {
        assertThat(Arrays.stream(Authorizer.class.getMethods())
                        .filter(each -> !java.lang.reflect.Modifier.isStatic(each.getModifiers()))
                        .map(Method::getName))
                .allSatisfy(name -> assertThat(TimelineRights.class.getDeclaredMethods())
                        .extracting(Method::getName)
                        .contains(name));
    }
}
