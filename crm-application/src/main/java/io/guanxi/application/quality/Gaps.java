package io.guanxi.application.quality;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is missing among the things of one owner.
 *
 * @param key whose, as text; null for nobody's
 * @param of how many there are
 * @param percent how complete they are together, 0 to 100
 * @param missing the worst first
 */
public record Gaps(@Nullable String key, long of, int percent, List<Gap> missing) implements Comparable<Gaps> {

    public Gaps {
        missing = ImmutableList.copyOf(missing);
    }

    /**
     * One field.
     *
     * @param count of how many it is missing
     * @param weight that times the weight of the field
     */
    public record Gap(String field, long count, long weight) {}

    @Override
    public int compareTo(Gaps other) {
        return Integer.compare(percent, other.percent);
    }
}
