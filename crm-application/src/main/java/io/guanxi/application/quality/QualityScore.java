package io.guanxi.application.quality;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How good what is known of one customer is: four of the six dimensions of DAMA UK (The Six Primary Dimensions for Data Quality
 * Assessment, 2013). The other two, accuracy and consistency, need somebody who looks at the world or at another system. The score is
 * the mean of the four, each in percent:
 *
 * <ul>
 *   <li>completeness: the weight of the fields that have a value over that of those asked for
 *   <li>validity: the values that pass their check over those that have one
 *   <li>timeliness: the fields that are fresh over those that have a value and a limit
 *   <li>uniqueness: what is left of 100 by the most probable suspicion of a duplicate that is open
 * </ul>
 *
 * @param percent 0 to 100, rounded down
 * @param ages how old each field is that has a value
 */
public record QualityScore(
        int percent, Part completeness, Part validity, Part timeliness, Part uniqueness, List<Freshness.Age> ages) {

    public QualityScore {
        ages = ImmutableList.copyOf(ages);
    }

    static QualityScore of(
            Part completeness, Part validity, Part timeliness, Part uniqueness, List<Freshness.Age> ages) {
        int sum = completeness.percent() + validity.percent() + timeliness.percent() + uniqueness.percent();
        return new QualityScore(sum / 4, completeness, validity, timeliness, uniqueness, ages);
    }
}
