package io.guanxi.application.quality;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * One dimension of quality.
 *
 * @param percent how much of what was asked for is right, 0 to 100, rounded down; 100 if nothing was
 * @param of how much was asked for: the weight of fields, or how many values; 0 says that the percentage stands for nothing
 * @param faults what is not: names of fields, or ids of customers
 */
public record Part(int percent, long of, List<String> faults) {

    public Part {
        faults = ImmutableList.copyOf(faults);
    }

    /** What is right among what was asked for. */
    static Part of(long right, long asked, List<String> faults) {
        return new Part(asked == 0 ? 100 : (int) (100 * right / asked), asked, faults);
    }
}
