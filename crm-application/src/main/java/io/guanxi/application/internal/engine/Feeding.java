package io.guanxi.application.internal.engine;

import com.google.common.base.Splitter;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parts of the log for those who follow it from outside, and their places as text: {@code 17} or {@code 17;3-5,9}, with gaps. */
final class Feeding {

    private static final int MAX_GAPS = 10_000;

    /** How many events are looked at for one part, wanted or not. */
    private static final int MAX_SEEN = 10_000;

    private final LogEngine log;
    private final Codec codec;

    Feeding(LogEngine log, Codec codec) {
        this.log = log;
        this.codec = codec;
    }

    /** @param masked whether what is personal is left out */
    FeedPart read(TenantId tenant, @Nullable String after, int limit, Set<String> features, boolean masked) {
        Place place = after == null ? null : token(after);
        List<Recorded<?>> events = new ArrayList<>();
        boolean atEnd = false;
        int seen = 0;
        while (!atEnd && events.size() < limit && seen < MAX_SEEN) {
            List<StoredEvent> rows = log.after(place, limit - events.size());
            atEnd = rows.isEmpty();
            seen += rows.size();
            Predicate<StoredEvent> wanted = row ->
                    row.meta().tenant().equals(tenant) && (features.isEmpty() || features.contains(row.feature()));
            Function<StoredEvent, List<Recorded<DomainEvent>>> reading = masked
                    ? codec::masked
                    : codec.reading(rows.stream().filter(wanted).toList())::recorded;
            for (int i = 0; i < rows.size() && events.size() < limit; i++) {
                place = log.advance(place, rows.get(i));
                if (wanted.test(rows.get(i))) {
                    events.addAll(reading.apply(rows.get(i)));
                }
            }
        }
        return new FeedPart(events, place == null ? "0" : place.toString(), atEnd, masked);
    }

    /** Everything that is committed, as it stands in the log, some rows at a time. */
    void forEach(Consumer<List<StoredEvent>> consumer) {
        Place place = null;
        List<StoredEvent> rows = log.after(place, MAX_SEEN);
        while (!rows.isEmpty()) {
            for (StoredEvent row : rows) {
                place = log.advance(place, row);
            }
            consumer.accept(rows);
            rows = log.after(place, MAX_SEEN);
        }
    }

    static @Nullable Place token(String text) {
        try {
            List<String> parts = Splitter.on(';').limit(2).splitToList(text);
            long index = number(parts.get(0));
            Set<Long> gaps = new TreeSet<>();
            for (String range :
                    parts.size() < 2 ? List.<String>of() : Splitter.on(',').splitToList(parts.get(1))) {
                List<String> ends = Splitter.on('-').limit(2).splitToList(range);
                long last = number(ends.get(ends.size() - 1));
                for (long each = number(ends.get(0)); each <= last; each++) {
                    gaps.add(each);
                    if (gaps.size() > MAX_GAPS || each >= index) {
                        throw malformed();
                    }
                }
            }
            return index == 0 ? null : Place.of(index, gaps);
        } catch (NumberFormatException notOurs) {
            throw malformed();
        }
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 0) {
            throw malformed();
        }
        return number;
    }

    private static CrmException.Invalid malformed() {
        return new CrmException.Invalid("after", "format", "must be what next of the part before said");
    }
}
