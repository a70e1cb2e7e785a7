package io.guanxi.domain.link;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.util.UUID;
import java.util.regex.Pattern;

/** Everything one can ask of a record's ids elsewhere. */
public sealed interface LinkCommand extends Command {

    LinkId linkId();

    @Override
    default LinkId aggregateId() {
        return linkId();
    }

    /**
     * Says what another system calls the record; repeated, it changes nothing.
     *
     * @param target the record's identity
     * @param kind what the record is there, in the plural, such as {@code opportunities}: 1 to 50 of a-z, 0-9 and -
     */
    record Join(LinkId linkId, UUID target, String kind, ForeignId identity) implements LinkCommand {

        private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,50}");

        public Join {
            Check.that(
                    linkId.equals(LinkId.of(target)),
                    "target",
                    "identity",
                    "must be the one that the link's identity follows from");
            Check.that(KIND.matcher(kind).matches(), "kind", "format", "must be 1 to 50 of a-z, 0-9 and -");
        }

        public static Join of(UUID target, String kind, ForeignId identity) {
            return new Join(LinkId.of(target), target, kind, identity);
        }
    }

    /** Takes that back; of an identity that the record does not have, it changes nothing. */
    record Unlink(LinkId linkId, ForeignId identity) implements LinkCommand {}

    /** Says it of a record that has or had an identity elsewhere, even what was taken back, which {@link Join} repeated does not. */
    record Rejoin(LinkId linkId, ForeignId identity) implements LinkCommand {}
}
