package io.guanxi.examples.cli.salespipeline;

import io.guanxi.domain.opportunity.ForecastCategory;
import io.guanxi.domain.opportunity.Pipeline;
import io.guanxi.domain.opportunity.Stage;
import java.util.List;

/** The pipeline that the deals of the files go through. */
public final class SalesPipeline {

    static final String PROSPECTING = "prospecting";
    static final String ENGAGING = "engaging";

    public static final Pipeline PIPELINE = new Pipeline(
            Ids.SOURCE,
            "Sales pipeline",
            List.of(
                    Stage.of(PROSPECTING, "Prospecting", 10, ForecastCategory.PIPELINE),
                    Stage.of(ENGAGING, "Engaging", 50, ForecastCategory.BEST_CASE)));

    private SalesPipeline() {}
}
