package io.guanxi.application.internal.engine;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.collect.Range;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.TamperedLogException;
import io.guanxi.application.TamperedLogException.Finding;
import io.guanxi.application.TamperedLogException.Kind;
import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.EventLog;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the log with the chain over it, link by link, and stops at the first place that is not as it was. A link tells of all
 * that was found from one place of the log to another, so what is there and not told of was not there. Each signature is verified:
 * otherwise a node that goes on from a forged link would vouch for it.
 *
 * <p>In memory are a few links, the events of one, and the amendments.
 */
final class LogCheck {

    private static final int LINKS = 16;

    private final Chain chain;
    private final EventLog log;
    private final Collection<? extends PublicKey> keys;
    private final @Nullable LogHead trusted;
    private final Amendments amendments;

    private long number;
    private String previous = LinkText.NONE;
    private @Nullable Place place;
    private Optional<LogHead> head = Optional.empty();
    private long events;
    private final List<LogProof.Amendment> amended = new ArrayList<>();

    /** @throws IllegalArgumentException if the trusted head is signed by none of these keys */
    LogCheck(Chain chain, EventLog log, Collection<? extends PublicKey> keys, @Nullable LogHead trusted) {
        this.chain = chain;
        this.log = log;
        this.keys = keys;
        this.trusted = trusted;
        amendments = new Amendments();
        if (trusted != null && !isSigned(trusted)) {
            throw new IllegalArgumentException("trusted: is a head that none of these keys has signed");
        }
    }

    private boolean isSigned(LogHead any) {
        return keys.stream().anyMatch(any::isSignedBy);
    }

    /**
     * @param progress is told how many events have been compared
     * @throws TamperedLogException if the log is not what it was
     */
    LogProof run(LongConsumer progress) {
        long last = chain.last().map(Chain.Link::number).orElse(0L);
        amendments.read();
        while (number < last) {
            List<Chain.Link> links = chain.after(number, LINKS);
            if (links.isEmpty()) {
                throw broken(Kind.LINK_MISSING);
            }
            for (Chain.Link each : links) {
                if (number < last) {
                    check(each);
                }
            }
            progress.accept(events);
        }
        if (trusted != null && number < trusted.link()) {
            throw broken(Kind.HEAD_MISSING);
        }
        long behind = log.head() - (place == null ? 0 : place.index());
        return new LogProof(events, head, Math.max(0, behind), amended);
    }

    private TamperedLogException broken(Kind kind) {
        return new TamperedLogException(
                new Finding(kind, number + 1, place == null ? 0 : place.index(), null, null, 0));
    }

    private void check(Chain.Link link) {
        if (link.number() != number + 1) {
            throw broken(Kind.LINK_MISSING);
        }
        LinkText text = parsed(link);
        LogHead here = LogChain.head(link, text);
        if (!text.previous().equals(previous) || !isSigned(here)) {
            throw broken(Kind.LINK_CHANGED);
        }
        if (trusted != null && trusted.link() == here.link() && !trusted.hash().equals(here.hash())) {
            throw broken(Kind.HEAD_MISSING);
        }
        if (text.kind() == LinkText.Kind.EVENTS) {
            new Stretch(text).compare();
            events += text.entries().size();
        } else {
            amended.add(new LogProof.Amendment(text.number(), text.at(), text.reason()));
        }
        number = text.number();
        previous = here.hash();
        place = text.place();
        head = Optional.of(here);
    }

    private LinkText parsed(Chain.Link link) {
        try {
            return LinkText.parse(link);
        } catch (IllegalArgumentException damaged) {
            throw broken(Kind.LINK_CHANGED);
        }
    }

    /** What one link tells of, and what is there now. */
    private final class Stretch {

        private final LinkText link;
        private final Set<Long> gaps;
        private final Set<Long> open;
        private final long end;

        /** The first begins before all places, so that nothing can be hidden at a negative one. */
        private long read = place == null ? Long.MIN_VALUE : place.index();

        Stretch(LinkText link) {
            this.link = link;
            Place after = link.place();
            gaps = place == null ? new TreeSet<>() : new TreeSet<>(place.gaps());
            open = after == null ? Set.of() : after.gaps();
            end = after == null ? 0 : after.index();
        }

        /** Both are in the order of their positions. */
        void compare() {
            Iterator<LinkText.Entry> told = link.entries().iterator();
            LinkText.Entry entry = Iterators.getNext(told, null);
            for (List<StoredEvent> rows = page(); !rows.isEmpty(); rows = page()) {
                for (StoredEvent row : rows) {
                    while (entry != null && entry.position() < row.position()) {
                        missing(entry);
                        entry = Iterators.getNext(told, null);
                    }
                    if (entry != null && entry.position() == row.position()) {
                        compare(entry, row);
                        entry = Iterators.getNext(told, null);
                    } else {
                        untold(row);
                    }
                }
            }
            while (entry != null) {
                missing(entry);
                entry = Iterators.getNext(told, null);
            }
        }

        /** The next rows of those that the link could have told of. */
        private List<StoredEvent> page() {
            if (read >= end && gaps.isEmpty()) {
                return List.of();
            }
            try {
                return page(link.entries().size() + 1);
            } catch (CrmException unreadable) {
                return placeByPlace();
            }
        }

        private List<StoredEvent> page(int limit) {
            List<StoredEvent> rows = log.after(read, gaps, limit);
            if (rows.size() < limit) {
                read = Long.MAX_VALUE;
                gaps.clear();
            } else {
                long last = rows.get(rows.size() - 1).position();
                read = Math.max(read, last);
                gaps.removeIf(each -> each <= last);
            }
            return rows.stream().filter(each -> each.position() <= end).toList();
        }

        /** Where a row is no event any more, and perhaps none that this link could have told of. */
        private List<StoredEvent> placeByPlace() {
            Range<Long> behind = Range.openClosed(Math.min(Math.max(0, read), end), end);
            Iterable<Long> places = Iterables.concat(gaps, ContiguousSet.create(behind, DiscreteDomain.longs()));
            List<StoredEvent> rows = new ArrayList<>();
            try {
                for (List<Long> some : Iterables.partition(places, LogChain.AT_ONCE)) {
                    rows.addAll(log.after(Long.MAX_VALUE, some, some.size()));
                }
            } catch (CrmException unreadable) {
                throw link.entries().stream()
                        .filter(this::isUnreadable)
                        .findFirst()
                        .map(each -> found(Kind.EVENT_CHANGED, each))
                        .orElseGet(() -> broken(Kind.EVENT_ADDED));
            }
            read = Long.MAX_VALUE;
            gaps.clear();
            return rows;
        }

        private boolean isUnreadable(LinkText.Entry told) {
            try {
                return log.after(Long.MAX_VALUE, List.of(told.position()), 1).size() > 1;
            } catch (CrmException unreadable) {
                return true;
            }
        }

        private void compare(LinkText.Entry told, StoredEvent row) {
            if (!isRight(told.position(), told.hash(), LinkText.hash(row))) {
                throw found(Kind.EVENT_CHANGED, told);
            }
        }

        private void missing(LinkText.Entry told) {
            boolean right = amendments.haveRemoved(told.tenant(), link.number())
                    || isRight(told.position(), told.hash(), null)
                    || amendments.haveRemoved(told.tenant(), link.number());
            if (!right) {
                throw found(Kind.EVENT_MISSING, told);
            }
        }

        private void untold(StoredEvent row) {
            if (!open.contains(row.position()) && !isRight(row.position(), null, LinkText.hash(row))) {
                throw found(Kind.EVENT_ADDED, LinkText.Entry.of(row));
            }
        }

        /** Hashes of what was told and of what is there; null for nothing. */
        private boolean isRight(long position, @Nullable String told, @Nullable String there) {
            if (Objects.equals(amendments.hash(position, told, link.number()), there)) {
                return true;
            }
            amendments.read(); // somebody may be erased while this runs
            return Objects.equals(amendments.hash(position, told, link.number()), there);
        }

        private TamperedLogException found(Kind kind, LinkText.Entry entry) {
            return new TamperedLogException(new Finding(
                    kind, link.number(), entry.position(), entry.tenant(), entry.aggregate(), entry.sequence()));
        }
    }

    /** What links that come later say otherwise. */
    private final class Amendments {

        private record Amendment(long number, @Nullable String hash) {}

        private final Map<Long, Amendment> places = new HashMap<>();
        private final Map<TenantId, Long> removed = new HashMap<>();
        private long last;

        /** Those that are new. They are read before their turn in the chain comes, so each must be signed by itself. */
        void read() {
            for (List<Chain.Link> page = chain.amendments(last, LINKS);
                    !page.isEmpty();
                    page = chain.amendments(last, LINKS)) {
                for (Chain.Link each : page) {
                    last = each.number();
                    LinkText text = read(each);
                    if (text != null) {
                        add(text);
                    }
                }
            }
        }

        /** Null if it is worth nothing, which will be found when its turn comes. */
        private @Nullable LinkText read(Chain.Link link) {
            try {
                LinkText text = LinkText.parse(link);
                return isSigned(LogChain.head(link, text)) ? text : null;
            } catch (IllegalArgumentException damaged) {
                return null;
            }
        }

        private void add(LinkText text) {
            text.entries().forEach(each -> places.put(each.position(), new Amendment(text.number(), each.hash())));
            if (text.about() != null) {
                removed.put(text.about(), text.number());
            }
        }

        @Nullable
        String hash(long position, @Nullable String told, long link) {
            Amendment amendment = places.get(position);
            return amendment == null || amendment.number() < link ? told : amendment.hash();
        }

        boolean haveRemoved(TenantId tenant, long link) {
            return removed.getOrDefault(tenant, 0L) > link;
        }
    }
}
