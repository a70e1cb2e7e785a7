package io.guanxi.rest.touchpoint;

import io.guanxi.domain.touchpoint.TouchpointCommand;
import io.guanxi.domain.touchpoint.TouchpointId;
import org.mapstruct.Mapper;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface TouchpointMapper {

    TouchpointCommand.Define define(TouchpointId touchpointId, TouchpointRequests.Define request);

    TouchpointCommand.Relabel relabel(TouchpointId touchpointId, TouchpointRequests.Relabel request);
}
