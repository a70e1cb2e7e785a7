package io.guanxi.examples.cli.salespipeline;

import io.guanxi.domain.opportunity.Opportunity.Status;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How far a deal of the file has come. */
enum DealStage {
    PROSPECTING("Prospecting", SalesPipeline.PROSPECTING, Status.OPEN),
    ENGAGING("Engaging", SalesPipeline.ENGAGING, Status.OPEN),
    WON("Won", SalesPipeline.ENGAGING, Status.WON),
    LOST("Lost", SalesPipeline.ENGAGING, Status.LOST);

    private final String spelled;
    private final String pipelineStage;
    private final Status status;

    DealStage(String spelled, String pipelineStage, Status status) {
        this.spelled = spelled;
        this.pipelineStage = pipelineStage;
        this.status = status;
    }

    /** The stage of the pipeline that the deal is in, or was in last. */
    String pipelineStage() {
        return pipelineStage;
    }

    Status status() {
        return status;
    }

    boolean isClosed() {
        return status != Status.OPEN;
    }

    static DealStage read(Row row, String column) {
        String text = row.text(column, 100);
        return Arrays.stream(values())
                .filter(each -> Names.key(each.spelled).equals(Names.key(text)))
                .findFirst()
                .orElseThrow(() -> new RowException(
                        column,
                        Row.quoted(text) + " is no stage; there are "
                                + Arrays.stream(values())
                                        .map(each -> each.spelled)
                                        .collect(Collectors.joining(", "))));
    }
}
