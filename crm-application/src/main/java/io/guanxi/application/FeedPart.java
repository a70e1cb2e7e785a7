package io.guanxi.application;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A part of the log, as another system follows it.
 *
 * @param events in the order of the log; those of one aggregate are in their own order
 * @param next where the next part begins. It also remembers what was not yet committed when somebody later already was, so nothing
 *     is ever left out: keep it, together with what has been done with the events, and ask with it
 * @param atEnd whether there was nothing more just now
 * @param masked whether what the events tell of persons has been replaced by what stands after an erasure, because the actor may
 *     not read it
 */
public record FeedPart(List<Recorded<?>> events, String next, boolean atEnd, boolean masked) {
    public FeedPart {
        events = ImmutableList.copyOf(events);
    }
}
