package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an event says in free text is marked as personal, or stands here because {@link Personal} says why not. */
class PersonalTest {

    private static final Set<String> USER_IDS = Set.of(
            "owner", "from in owner-transferred", "from in released-to-pool", "user", "agent", "approver", "assignee");
    private static final Set<String> WORDS_OF_THE_BUSINESS = Set.of(
            "tag",
            "view",
            "scheme",
            "pool",
            "place",
            "was",
            "rule",
            "competitor",
            "channel",
            "category",
            "code",
            "pipeline",
            "policyName",
            "from in stage-advanced",
            "feature",
            "field",
            "attribute");
    private static final Set<String> NAMES_OF_THE_CALLER = Set.of("messageId", "lineId", "costId");

    @Test
    void everyTextOfAnEventIsMarkedOrKnownNotToBePersonal() {
        Set<String> unmarked = new TreeSet<>();
        BuiltIn.features()
                .forEach(feature -> feature.decider()
                        .ifPresent(decider -> decider.events().forEach(event -> unmarked.addAll(unmarked(event)))));

        Set<String> known = new TreeSet<>(USER_IDS);
        known.addAll(WORDS_OF_THE_BUSINESS);
        known.addAll(NAMES_OF_THE_CALLER);
        assertThat(unmarked).isEqualTo(known);
    }

    private static Set<String> unmarked(Class<? extends DomainEvent> event) {
        Set<String> texts = new TreeSet<>();
        Arrays.stream(event.getRecordComponents())
                .filter(each -> each.getType() == String.class && !each.isAnnotationPresent(Personal.class))
                .map(RecordComponent::getName)
                .map(name -> name.equals("from")
                        ? "from in "
                                + Recorded.storedName("", event)
                                        .substring(1)
                                        .replace("stage-rolled-back", "stage-advanced")
                        : name)
                .forEach(texts::add);
        return texts;
    }
}
