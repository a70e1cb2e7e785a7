package io.guanxi.rest.finding;

import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface FindingMapper {

    @Mapping(target = "customerId", source = "request.customer")
    FindingCommand.Report report(FindingId findingId, FindingRequests.Report request);

    FindingCommand.Assign assign(FindingId findingId, FindingRequests.Assign request);

    FindingCommand.Decide decide(FindingId findingId, FindingRequests.Decide request);
}
