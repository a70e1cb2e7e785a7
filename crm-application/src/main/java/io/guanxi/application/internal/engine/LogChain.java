package io.guanxi.application.internal.engine;

import io.guanxi.application.LogHead;
import io.guanxi.application.Signer;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the chain over the log, behind the back of commands, which know nothing of it. What is committed is read as the feed reads
 * it, and so whole whatever the order of commits; each link says how far the chain has come and which places are still open, so
 * that any node can go on, from the chain alone. Of two that do so at once the first to insert the next number wins, and the other
 * reads anew: no lock, no leader.
 */
final class LogChain {

    /** How many events a link tells of at most. */
    static final int AT_ONCE = 1_000;

    private static final int MAX_TRIES = 100;

    private final Storage storage;
    private final LogEngine log;
    private final @Nullable Signer signer;
    private final InstantSource clock;
    private volatile boolean stopped;

    /** @param signer null if this CRM adds nothing to it */
    LogChain(Storage storage, LogEngine log, @Nullable Signer signer, InstantSource clock) {
        this.storage = storage;
        this.log = log;
        this.signer = signer;
        this.clock = clock;
    }

    /** Where the chain ends. */
    private record Tip(long number, String hash, @Nullable Place place, Optional<LogHead> head) {

        static Tip of(Chain.Link link) {
            LinkText text = LinkText.parse(link);
            String hash = LinkText.hash(link);
            return new Tip(text.number(), hash, text.place(), Optional.of(LogChain.head(link, text)));
        }
    }

    static LogHead head(Chain.Link link, LinkText text) {
        return new LogHead(link.number(), text.at(), LinkText.hash(link), link.signature());
    }

    private Tip tip() {
        return storage.chain().last().map(Tip::of).orElseGet(() -> new Tip(0, LinkText.NONE, null, Optional.empty()));
    }

    boolean isOn() {
        return signer != null;
    }

    private Signer signer() {
        if (signer == null) {
            throw new IllegalStateException("No key to sign with: build the CRM with chained(signer)");
        }
        return signer;
    }

    /**
     * Adds what is committed and not in it yet.
     *
     * @return where it ends now; empty if there are no events
     * @throws ConflictException if other nodes were first again and again
     */
    synchronized Optional<LogHead> extend() {
        signer();
        for (int tries = 0; !stopped; ) {
            Tip tip = tip();
            List<StoredEvent> rows = log.after(tip.place(), AT_ONCE);
            if (rows.isEmpty()) {
                return tip.head();
            }
            storage.chain().settle();
            try {
                LogHead head = append(tip, events(tip.place(), rows));
                if (rows.size() < AT_ONCE) {
                    return Optional.of(head);
                }
            } catch (ConflictException another) {
                if (++tries == MAX_TRIES) {
                    throw another;
                }
            }
        }
        return tip().head();
    }

    /** From now on nothing is added, for the storage closes next; what is being added is waited for. */
    void stop() {
        stopped = true;
        synchronized (this) {
            stopped = true;
        }
    }

    /** What a link says beside its place in the chain. */
    private record Saying(
            LinkText.Kind kind,
            @Nullable Place place,
            @Nullable TenantId about,
            String reason,
            List<LinkText.Entry> entries) {}

    private Saying events(@Nullable Place from, List<StoredEvent> rows) {
        Place place = from;
        for (StoredEvent row : rows) {
            place = log.advance(place, row);
        }
        return new Saying(
                LinkText.Kind.EVENTS,
                place,
                null,
                "",
                rows.stream().map(LinkText.Entry::of).toList());
    }

    private LogHead append(Tip tip, Saying saying) {
        LinkText text = new LinkText(
                tip.number() + 1,
                saying.kind(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                tip.hash(),
                saying.place(),
                saying.about(),
                saying.reason().replaceAll("\\R", " "),
                saying.entries());
        Chain.Link unsigned = new Chain.Link(text.number(), saying.kind().amends(), text.write(), "");
        LogHead head = LogHead.signed(text.number(), text.at(), LinkText.hash(unsigned), signer());
        Chain.Link link = new Chain.Link(unsigned.number(), unsigned.amends(), unsigned.content(), head.signature());
        storage.transactions().executeInTransaction(() -> storage.chain().append(link));
        return head;
    }

    /** Whether there is a chain, or is to be one. */
    boolean isBegun() {
        return signer != null || tip().number() > 0;
    }

    /**
     * Says in the current transaction that rows have been overwritten in it. Where the chain has not begun and is not to be, nothing.
     *
     * @throws ConflictException if somebody else is adding to the chain
     * @throws IllegalStateException if there is a chain and no key: it would not verify any more
     */
    void overwritten(List<StoredEvent> rows, String reason) {
        if (isBegun()) {
            Tip tip = tip();
            List<LinkText.Entry> entries = rows.stream().map(LinkText.Entry::of).toList();
            append(tip, new Saying(LinkText.Kind.AMENDMENT, tip.place(), null, reason, entries));
        }
    }

    /**
     * Says, in the current transaction if there is one, that the rows of a tenant are removed in it, or have been.
     *
     * @throws ConflictException if somebody else is adding to the chain
     */
    LogHead removed(TenantId tenant, String reason) {
        Tip tip = tip();
        return append(tip, new Saying(LinkText.Kind.REMOVAL, tip.place(), tenant, reason, List.of()));
    }

    /**
     * Says in the current transaction that the log, which was empty, has been filled from a file. Places in the log are given anew
     * then, so it is a chain of its own that begins here; the head of the former one is named in it.
     */
    void restored(LogFile.Tail file) {
        String reason = "restored from a file with the SHA-256 " + file.sha256()
                + (file.head() == null ? "" : ", which ends at " + file.head());
        append(tip(), new Saying(LinkText.Kind.RESTORED, null, null, reason, List.of()));
    }

    /**
     * Says that a place is right as it is now.
     *
     * @throws ConflictException if somebody else is adding to the chain
     * @throws IllegalArgumentException if neither the log nor the chain has an event there
     */
    LogHead amended(long position, String reason) {
        Tip tip = tip();
        LinkText.Entry entry = storage.log().after(Long.MAX_VALUE, List.of(position), 1).stream()
                .findFirst()
                .map(LinkText.Entry::of)
                .or(() -> missing(position))
                .orElseThrow(() -> new IllegalArgumentException(
                        "position: there is no event at " + position + ", and the chain knows of none"));
        return append(tip, new Saying(LinkText.Kind.AMENDMENT, tip.place(), null, reason, List.of(entry)));
    }

    private Optional<LinkText.Entry> missing(long position) {
        long number = 0;
        Optional<Chain.Link> next = storage.chain().after(number, 1).stream().findFirst();
        while (next.isPresent()) {
            for (LinkText.Entry each : LinkText.parse(next.get()).entries()) {
                if (each.position() == position) {
                    return Optional.of(
                            new LinkText.Entry(position, each.tenant(), each.aggregate(), each.sequence(), null));
                }
            }
            next = storage.chain().after(++number, 1).stream().findFirst();
        }
        return Optional.empty();
    }
}
