package io.guanxi.domain.disclosure;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Erased;
import java.util.Set;

/** Everything one can ask of a disclosure. */
public sealed interface DisclosureCommand extends Command {

    DisclosureId disclosureId();

    @Override
    default DisclosureId aggregateId() {
        return disclosureId();
    }

    /**
     * Notes what is shown to whoever asks; given by the CRM before it shows it.
     *
     * @param subject of whom, or of what of theirs
     * @param fields which kinds of data; empty for all there are
     * @param reason why; at most 500 characters
     */
    record Note(
            DisclosureId disclosureId, Erased.Subject subject, DisclosureKind kind, Set<String> fields, String reason)
            implements DisclosureCommand {

        public Note {
            fields = Check.texts("fields", fields, 50, 20);
            reason = Check.text("reason", reason, 500);
        }
    }
}
