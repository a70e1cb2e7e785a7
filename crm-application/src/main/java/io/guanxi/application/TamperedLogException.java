package io.guanxi.application;

import io.guanxi.domain.kernel.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log, or the chain over it, is not what it was. Says where first, and nothing of what the events say. */
public final class TamperedLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Finding finding;

    public TamperedLogException(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }

    public enum Kind {
        /** An event does not say what it said. */
        EVENT_CHANGED("the event was changed"),
        /** An event is not there any more. */
        EVENT_MISSING("the event is missing"),
        /**
         * An event is there that was not, and the chain had passed its place: put there afterwards, or committed later than a minute
         * after it got its place. See {@link Crm#amendLog(long, String)} for the latter.
         */
        EVENT_ADDED("the event was added later"),
        /** A link of the chain was changed, or signed by another key. */
        LINK_CHANGED("the chain was changed"),
        /** A link of the chain is not there any more. */
        LINK_MISSING("the chain is broken off"),
        /** The chain does not lead to the trusted head: it was cut off, or made anew. */
        HEAD_MISSING("the chain does not lead to the trusted head");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * The first place, in the order of the chain, that is not as it was.
     *
     * @param link the number of the link of the chain
     * @param position the event's place in the log; where the chain is broken, the last place before that is proven
     * @param tenant null if the chain is broken, as is the aggregate
     * @param sequence 0 if the chain is broken
     */
    public record Finding(
            Kind kind,
            long link,
            long position,
            @Nullable TenantId tenant,
            @Nullable UUID aggregate,
            long sequence) {

        @Override
        public String toString() {
            return "The log is not what it was: "
                    + kind.text
                    + (aggregate == null
                            ? " at link " + link + "; what comes after position " + position + " is not proven"
                            : " at position " + position + ": sequence " + sequence + " of " + aggregate + ", tenant "
                                    + tenant + " (link " + link + ")");
        }
    }
}
