package io.guanxi.domain.opportunity;

/** How surely a deal counts in the forecast of its period. */
public enum ForecastCategory {
    PIPELINE,
    BEST_CASE,
    MOST_LIKELY,
    COMMIT,
    /** Won. No stage of a pipeline has this category, because the end states lie outside the stages. */
    CLOSED,
    /** Not counted at all. */
    OMITTED
}
