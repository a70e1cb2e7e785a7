package io.guanxi.rest.duplicate;

import io.guanxi.domain.duplicate.DuplicateCommand;
import io.guanxi.domain.duplicate.DuplicateId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface DuplicateMapper {

    @Mapping(target = "customerId", source = "request.customer")
    DuplicateCommand.Allow allow(DuplicateId duplicateId, DuplicateRequests.Allow request);
}
