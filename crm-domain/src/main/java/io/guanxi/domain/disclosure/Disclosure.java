package io.guanxi.domain.disclosure;

import static io.guanxi.domain.disclosure.DisclosureRule.ALREADY_NOTED;

import io.guanxi.domain.disclosure.DisclosureCommand.Note;
import io.guanxi.domain.disclosure.DisclosureEvent.Noted;
import io.guanxi.domain.kernel.Decider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need to remember of a disclosure, and the rules.
 *
 * @param noted null as long as the disclosure is unknown
 */
public record Disclosure(@Nullable Noted noted) {

    public static final Decider<DisclosureCommand, DisclosureEvent, Disclosure> DECIDER = Decider.of(
                    DisclosureCommand.class, DisclosureEvent.class, new Disclosure(null))
            .decide(Note.class, Disclosure::note)
            .evolve(Noted.class, (state, event) -> new Disclosure(event))
            .build();

    private List<DisclosureEvent> note(Note command) {
        Noted event = new Noted(
                command.disclosureId(), command.subject(), command.kind(), command.fields(), command.reason());
        if (noted == null) {
            return List.of(event);
        }
        if (!event.equals(noted)) {
            throw ALREADY_NOTED.refused();
        }
        return List.of();
    }
}
