package io.guanxi.rest.finding;

import io.guanxi.application.finding.FindingView;
import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingCommand.Assign;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingRule;
import io.guanxi.rest.Routes;

/** Findings (质量待办) over HTTP: the queue is {@code GET /findings?filter=status==OPEN&sort=-severity}. */
public final class FindingResource {

    private static final FindingMapper MAPPER = new GeneratedFindingMapper();

    public static final Routes<FindingId, FindingView> ROUTES = Routes.of(
                    "findings", FindingCommand.class, FindingView.TYPE, FindingId::new)
            .put(Report.class, FindingRequests.Report.class, MAPPER::report)
            .post(Assign.class, FindingRequests.Assign.class, MAPPER::assign)
            .post(Decide.class, FindingRequests.Decide.class, MAPPER::decide)
            .refuses(FindingRule.values())
            .build();

    private FindingResource() {}
}
