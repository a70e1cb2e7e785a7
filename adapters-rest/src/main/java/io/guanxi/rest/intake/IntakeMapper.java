package io.guanxi.rest.intake;

import io.guanxi.domain.intake.GivenRow;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.intake.IntakeId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface IntakeMapper {

    @Mapping(target = "row", source = "request")
    IntakeCommand.Keep keep(IntakeId intakeId, IntakeRequests.Keep request);

    @Mapping(target = "row", source = "request")
    IntakeCommand.Revise revise(IntakeId intakeId, IntakeRequests.Revise request);

    IntakeCommand.Discard discard(IntakeId intakeId, IntakeRequests.Discard request);

    GivenRow row(IntakeRequests.Keep request);

    GivenRow row(IntakeRequests.Revise request);

    GivenRow.Cell cell(IntakeRequests.Cell cell);
}
