package io.guanxi.domain.campaign;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a member of a campaign has come. */
public enum Response {
    SENT,
    OPENED,
    CLICKED,
    RESPONDED,
    BOUNCED,
    OPTED_OUT;

    /** What can come next. Steps may be skipped, because not every channel reports each of them; none is taken back. */
    private static final Map<Response, Set<Response>> NEXT = ImmutableMap.of(
            SENT, Sets.immutableEnumSet(OPENED, CLICKED, RESPONDED, BOUNCED, OPTED_OUT),
            OPENED, Sets.immutableEnumSet(CLICKED, RESPONDED, OPTED_OUT),
            CLICKED, Sets.immutableEnumSet(RESPONDED, OPTED_OUT),
            RESPONDED, Sets.immutableEnumSet(OPTED_OUT),
            BOUNCED, Set.of(),
            OPTED_OUT, Set.of());

    /** Whether this is news of a member of whom {@code earlier} is known, or nothing yet. */
    boolean follows(@Nullable Response earlier) {
        return earlier == null || NEXT.getOrDefault(earlier, Set.of()).contains(this);
    }
}
