package io.guanxi.domain.opportunity;

import java.time.LocalDate;

/**
 * A deal's arrival in a stage, with what the pipeline said of the stage on that day. Events carry it, so that old deals can be
 * read, shown and moved on after the pipeline was changed or given up.
 *
 * @param code the stage's stable name within the pipeline
 * @param name as people read it
 * @param position its place among the pipeline's stages; the first is 0
 * @param probability in per cent, 0 to 100
 * @param forecast how a deal there counts in the forecast
 * @param enteredOn the business date of the arrival, or of the latest reopening
 */
public record StageEntry(
        String code, String name, int position, int probability, ForecastCategory forecast, LocalDate enteredOn) {

    /** The same stage, entered anew. */
    StageEntry again(LocalDate today) {
        return new StageEntry(code, name, position, probability, forecast, today);
    }

    /** Whole days from the arrival until {@code today}; 0 if today is earlier, as in an import out of order. */
    long daysUntil(LocalDate today) {
        return Math.max(0, today.toEpochDay() - enteredOn.toEpochDay());
    }
}
