package io.guanxi.application.internal.engine;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far one who follows the log has come: behind a position, before which some may still be filled. It means what Axon's token with
 * gaps means, and is stored as that; but it knows its gaps as ranges, and shares them with the place before as long as they are the
 * same. Each event that is kept in memory has a token, and a process that is killed in the middle of a large transaction leaves
 * thousands of gaps for a minute: one by one in each token, they are more than the heap holds.
 */
final class Place implements TrackingToken {

    private static final DiscreteDomain<Long> POSITIONS = DiscreteDomain.longs();
    private static final Place START = new Place(0, ImmutableRangeSet.of(), 0);

    private final long index;
    private final ImmutableRangeSet<Long> gaps;

    /** Below it gaps were given up, so others that still have some there are not compared there. */
    private final long floor;

    private Place(long index, ImmutableRangeSet<Long> gaps, long floor) {
        this.index = index;
        this.gaps = gaps;
        this.floor = floor;
    }

    static Place of(long index, Collection<Long> gaps) {
        TreeSet<Long> sorted = new TreeSet<>(gaps);
        ImmutableRangeSet.Builder<Long> ranges = ImmutableRangeSet.builder();
        while (!sorted.isEmpty()) {
            long first = sorted.first();
            long behind = first;
            while (sorted.remove(behind)) {
                behind++;
            }
            ranges.add(Range.closedOpen(first, behind));
        }
        return new Place(index, ranges.build(), 0);
    }

    static Place of(GapAwareTrackingToken token) {
        return of(token.getIndex(), token.getGaps());
    }

    /** The token that means the same. */
    GapAwareTrackingToken stored() {
        return GapAwareTrackingToken.newInstance(index, gaps());
    }

    long index() {
        return index;
    }

    Set<Long> gaps() {
        return gaps.asSet(POSITIONS);
    }

    /** From their first to their last. */
    String ranges() {
        return gaps.asRanges().stream()
                .map(each -> ContiguousSet.create(each, POSITIONS))
                .map(each -> each.size() == 1 ? "" + each.first() : each.first() + "-" + each.last())
                .collect(Collectors.joining(","));
    }

    /**
     * The place behind a position.
     *
     * @param from null for the beginning
     * @param offset how far before the last position a gap may be; those before are given up
     */
    static Place behind(@Nullable Place from, long position, long offset) {
        Place start = from == null ? START : from;
        long last = Math.max(start.index, position);
        long floor = Math.min(position, Math.max(start.floor, last - offset));
        ImmutableRangeSet<Long> left = start.gaps;
        if (position > start.index) {
            long first = Math.max(start.index + 1, floor);
            if (first < position) {
                left = left.union(ImmutableRangeSet.of(Range.closedOpen(first, position)));
            }
        } else if (left.contains(position)) {
            left = left.difference(ImmutableRangeSet.of(Range.closedOpen(position, position + 1)));
        }
        if (!left.isEmpty() && left.span().lowerEndpoint() < floor) {
            left = left.subRangeSet(Range.atLeast(floor));
        }
        return new Place(last, left, floor);
    }

    /** What both have seen. */
    @Override
    public Place lowerBound(TrackingToken token) {
        Place other = (Place) token;
        ImmutableRangeSet<Long> either = gaps.union(other.gaps);
        long last = Math.min(index, other.index);
        Range<Long> open = either.rangeContaining(last);
        if (open != null) {
            last = open.lowerEndpoint() - 1;
        }
        return new Place(last, below(either, last), Math.min(floor, other.floor));
    }

    /** What one of both has seen. */
    @Override
    public Place upperBound(TrackingToken token) {
        Place other = (Place) token;
        Range<Long> oneOnly = Range.greaterThan(Math.min(index, other.index));
        ImmutableRangeSet<Long> left =
                gaps.intersection(other.gaps).union(gaps.subRangeSet(oneOnly)).union(other.gaps.subRangeSet(oneOnly));
        return new Place(Math.max(index, other.index), left, Math.min(floor, other.floor));
    }

    /** Whether all that another has seen is seen here. */
    @Override
    public boolean covers(TrackingToken token) {
        Place other = (Place) token;
        if (other.index > index || gaps.contains(other.index)) {
            return false;
        }
        ImmutableRangeSet<Long> before = below(gaps, other.index);
        return other.gaps.enclosesAll(
                floor < other.floor && !before.isEmpty() ? before.subRangeSet(Range.atLeast(other.floor)) : before);
    }

    private static ImmutableRangeSet<Long> below(ImmutableRangeSet<Long> gaps, long end) {
        return gaps.isEmpty() ? gaps : gaps.subRangeSet(Range.lessThan(end));
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(index);
    }

    @Override
    public boolean samePositionAs(TrackingToken token) {
        return token instanceof Place other && index == other.index;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Place other && index == other.index && gaps.equals(other.gaps);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index);
    }

    @Override
    public String toString() {
        return index + (gaps.isEmpty() ? "" : ";" + ranges());
    }
}
