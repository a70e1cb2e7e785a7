package io.guanxi.domain.shadow;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a system that is followed. */
public sealed interface ShadowCommand extends Command {

    ShadowId shadowId();

    @Override
    default ShadowId aggregateId() {
        return shadowId();
    }

    private static String checked(String kind) {
        Check.that(Kinds.KIND.matcher(kind).matches(), "kind", "format", "must be 1 to 50 of a-z, 0-9 and -");
        return kind;
    }

    /**
     * Begins to follow one kind of records: the other system is their master.
     *
     * @param source the host's name for that system: 1 to 50 of a-z, 0-9 and -
     * @param kind in the plural, such as {@code opportunities}
     * @param batch under which all that it tells is written; the first that is given stays
     */
    record Follow(ShadowId shadowId, String source, String kind, UUID batch) implements ShadowCommand {

        public Follow {
            Check.that(Kinds.KIND.matcher(source).matches(), "source", "format", "must be 1 to 50 of a-z, 0-9 and -");
            kind = checked(kind);
        }
    }

    /**
     * Says how far its changes have been taken in.
     *
     * @param position as that system calls it, at most 500 characters
     */
    record MoveOn(ShadowId shadowId, String position) implements ShadowCommand {

        public MoveOn {
            position = Check.text("position", position, 500);
        }
    }

    /**
     * Makes the CRM the master of one kind of records, for good.
     *
     * @param differences in how many places the two differ
     * @param reason why all the same, if there are any; at most 500 characters
     */
    record TakeOver(
            ShadowId shadowId,
            String kind,
            long differences,
            @Nullable String reason) implements ShadowCommand {

        public TakeOver {
            kind = checked(kind);
            Check.range("differences", differences, 0, Long.MAX_VALUE);
            reason = Check.optionalText("reason", reason, 500);
        }
    }

    /** What names of kinds are made of. */
    final class Kinds {

        private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,50}");

        private Kinds() {}
    }
}
