package io.guanxi.rest.person;

import io.guanxi.domain.person.PersonCommand;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.Placement;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface PersonMapper {

    PersonCommand.Enrol enrol(PersonId personId, PersonRequests.Enrol request);

    PersonCommand.Rename rename(PersonId personId, PersonRequests.Rename request);

    @Mapping(target = "placement", source = "request")
    PersonCommand.Place place(PersonId personId, PersonRequests.Place request);

    PersonCommand.Leave leave(PersonId personId, PersonRequests.Leave request);

    Placement placement(PersonRequests.Place request);
}
