package io.guanxi.domain.person;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.guanxi.domain.kernel.Check;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one person belonged when. Used by the rules and by the view, so the two cannot disagree.
 *
 * @param all in the order of their first days, at most one for each day
 */
public record Placements(List<Placement> all) {

    public static final Placements NONE = new Placements(List.of());

    public Placements {
        all = ImmutableList.sortedCopyOf(Comparator.comparing(Placement::validFrom), all);
        Check.that(
                all.stream().map(Placement::validFrom).distinct().count() == all.size(),
                "placements",
                "unique",
                "must have at most one for each day");
    }

    /** A placement from the same day on gives way. */
    public Placements with(Placement placement) {
        return new Placements(Stream.concat(
                        all.stream().filter(each -> !each.validFrom().equals(placement.validFrom())),
                        Stream.of(placement))
                .toList());
    }

    public boolean has(Placement placement) {
        return all.contains(placement);
    }

    /** Where the person belonged on that day; empty before the first placement. */
    public Optional<Placement> on(LocalDate day) {
        return Lists.reverse(all).stream()
                .filter(each -> !each.validFrom().isAfter(day))
                .findFirst();
    }
}
