package io.guanxi.domain.disclosure;

import io.guanxi.domain.disclosure.DisclosureCommand.Note;
import io.guanxi.domain.disclosure.DisclosureEvent.Noted;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.kernel.Erased;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final DisclosureId ID = DisclosureId.random();
    private static final Erased.Subject LI = new Erased.Subject(UUID.randomUUID());
    private static final Note NOTE = new Note(ID, LI, DisclosureKind.UNMASKED, Set.of("phone"), "calls back");
    private static final Noted NOTED = new Noted(ID, LI, DisclosureKind.UNMASKED, Set.of("phone"), "calls back");

    @Test
    void whatIsNotedStaysAsItIs() {
        var unknown = DeciderSpec.of(Disclosure.DECIDER);
        unknown.when(NOTE).then(NOTED);
        var known = DeciderSpec.of(Disclosure.DECIDER).given(NOTED);
        known.when(NOTE).thenNothing();
        known.when(new Note(ID, LI, DisclosureKind.FILE, Set.of(), "asks")).thenRefused(DisclosureRule.ALREADY_NOTED);
    }
}
