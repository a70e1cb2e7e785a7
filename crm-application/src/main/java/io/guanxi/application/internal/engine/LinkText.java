package io.guanxi.application.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.guanxi.application.Meta;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a link of the chain says, as lines that anybody can verify with other tools than ours:
 *
 * <pre>
 * guanxi-link-1
 * number 17
 * kind events
 * at 2026-03-02T12:00:00.123456Z
 * previous 9f86…0a08
 * place 1234;1200-1203
 * about -
 * reason -
 * 1230 main 1b4e28ba-2fa1-11d2-883f-0016d3cca427 3 e3b0…b855
 * </pre>
 *
 * <p>The hash of a link is the SHA-256 (FIPS 180-4) of these bytes, and each link says that of the one before it: the linked
 * timestamps of Haber and Stornetta, "How to Time-Stamp a Digital Document", Journal of Cryptology 3 (1991). A tree as in RFC 6962
 * would prove single events to people who may not see the others; nobody asks that here, and a list says the same with less.
 *
 * @param previous the hash of the link before; zeros for the first
 * @param place how far the chain has come, and which places before that were still open; see {@link Feeding}
 * @param about whose events were removed; null if it is not about a tenant
 * @param reason why the log was changed; empty if it was not
 */
record LinkText(
        long number,
        Kind kind,
        Instant at,
        String previous,
        @Nullable Place place,
        @Nullable TenantId about,
        String reason,
        List<Entry> entries) {

    static final String NONE = "0".repeat(64);

    private static final String FORM = "guanxi-link-1";
    private static final int HEADER = 8;

    enum Kind {
        /** These events were found in the log. */
        EVENTS,
        /** These events are as this says, and not as it was said before. */
        AMENDMENT,
        /** The events of a tenant that the chain has come to so far may be missing. */
        REMOVAL,
        /** The log was begun anew with the events of another. */
        RESTORED;

        boolean amends() {
            return this != EVENTS;
        }
    }

    /**
     * One event. Its place is told in full, so that one that is missing can be named.
     *
     * @param hash of the whole row; null if it is right that the event is missing
     */
    record Entry(
            long position,
            TenantId tenant,
            UUID aggregate,
            long sequence,
            @Nullable String hash) {

        static Entry of(StoredEvent row) {
            return new Entry(
                    row.position(),
                    row.meta().tenant(),
                    row.aggregate(),
                    row.meta().sequence(),
                    LinkText.hash(row));
        }

        private static Entry parse(String line) {
            List<String> parts = Splitter.on(' ').splitToList(line);
            String hash = parts.get(4);
            return new Entry(
                    Long.parseLong(parts.get(0)),
                    new TenantId(parts.get(1)),
                    UUID.fromString(parts.get(2)),
                    Long.parseLong(parts.get(3)),
                    hash.equals("-") ? null : hash);
        }

        @Override
        public String toString() {
            return position + " " + tenant + " " + aggregate + " " + sequence + " " + (hash == null ? "-" : hash);
        }
    }

    /** The SHA-256 of a row: each of its columns as text in UTF-8, with its length in bytes before it, in this order. */
    static String hash(StoredEvent row) {
        Meta meta = row.meta();
        Hasher hasher = Hashing.sha256().newHasher();
        for (Object column : new @Nullable Object[] {
            row.position(),
            meta.tenant(),
            row.aggregate(),
            meta.sequence(),
            row.feature(),
            row.name(),
            row.revision(),
            row.payload(),
            meta.happenedAt(),
            meta.recordedAt(),
            meta.actor(),
            meta.commandId(),
            meta.command(),
            meta.rules(),
            meta.correlation(),
            meta.cause()
        }) {
            byte[] text = column == null ? new byte[0] : column.toString().getBytes(UTF_8);
            // what is absent is no empty text
            hasher.putInt(column == null ? -1 : text.length).putBytes(text);
        }
        return hasher.hash().toString();
    }

    /** The hash of a link that says this. */
    static String hash(Chain.Link link) {
        return Hashing.sha256().hashString(link.content(), UTF_8).toString();
    }

    String write() {
        StringBuilder text = new StringBuilder(FORM);
        text.append("\nnumber ").append(number);
        text.append("\nkind ").append(kind.name().toLowerCase(Locale.ROOT));
        text.append("\nat ").append(at);
        text.append("\nprevious ").append(previous);
        text.append("\nplace ").append(place == null ? "0" : place);
        text.append("\nabout ").append(about == null ? "-" : about);
        text.append("\nreason ").append(reason.isEmpty() ? "-" : reason);
        entries.forEach(each -> text.append('\n').append(each));
        return text.append('\n').toString();
    }

    /** @throws IllegalArgumentException if it does not say what {@link #write} would */
    static LinkText parse(Chain.Link link) {
        List<String> lines = Splitter.on('\n').splitToList(link.content());
        try {
            String about = after("about ", lines.get(6));
            String reason = after("reason ", lines.get(7));
            List<Entry> entries = new ArrayList<>(lines.size() - HEADER);
            lines.subList(HEADER, lines.size() - 1).forEach(each -> entries.add(Entry.parse(each)));
            LinkText text = new LinkText(
                    Long.parseLong(after("number ", lines.get(1))),
                    Kind.valueOf(after("kind ", lines.get(2)).toUpperCase(Locale.ROOT)),
                    Instant.parse(after("at ", lines.get(3))),
                    after("previous ", lines.get(4)),
                    Feeding.token(after("place ", lines.get(5))),
                    about.equals("-") ? null : new TenantId(about),
                    reason.equals("-") ? "" : reason,
                    entries);
            if (text.write().equals(link.content())
                    && text.number() == link.number()
                    && text.kind().amends() == link.amends()) {
                return text;
            }
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("Link " + link.number() + " is damaged", malformed);
        }
        throw new IllegalArgumentException("Link " + link.number() + " is damaged");
    }

    private static String after(String name, String line) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException();
        }
        return line.substring(name.length());
    }
}
