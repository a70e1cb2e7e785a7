package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.internal.engine.EventNames;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for every view of every built-in feature, one event at a time. */
class BuiltInViewsTest {

    private static final Json JSON = new Json();
    private static final EventNames NAMES = new EventNames(BuiltIn.features());

    @Test
    void everyViewFollowsEveryEvent() {
        BuiltIn.features()
                .forEach(feature -> feature.views()
                        .forEach(type ->
                                feature.decider().ifPresent(decider -> follows(type, List.copyOf(decider.events())))));
    }

    private static <V extends View> void follows(ViewType<V> type, List<Class<? extends DomainEvent>> events) {
        V first = events.stream()
                .map(event -> type.fold(null, recorded(event)))
                .filter(view -> view != null)
                .findFirst()
                .orElseThrow();
        for (Class<? extends DomainEvent> event : events) {
            V after = type.fold(first, recorded(event));
            assertThat(after).as("%s after %s", type, event).isNotNull();
            if (after != null) {
                assertThat((Object) JSON.read(type.viewClass(), JSON.write(after)))
                        .isEqualTo(after);
            }
        }
    }

    @Test
    void listsAreFewBecauseEachIsAnIndex() {
        BuiltIn.features()
                .forEach(feature -> feature.views()
                        .forEach(type -> assertThat(type.lists().stream()
                                        .filter(each ->
                                                each.by().stream().allMatch(attribute -> attribute.field() == null)
                                                        && each.where().stream()
                                                                .allMatch(attribute -> attribute.field() == null)))
                                .as("lists of %s", type)
                                .hasSizeBetween(1, 5)));
    }

    private static Recorded<?> recorded(Class<? extends DomainEvent> event) {
        UUID command = new UUID(9, 1);
        Meta meta =
                new Meta(TenantId.MAIN, 1, Trials.NOON, Trials.NOON, "ann", command, "customer.tag", 1, command, null);
        return new Recorded<>(NAMES.of(event).name(), Samples.of(event), meta);
    }
}
