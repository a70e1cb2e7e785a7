package io.guanxi.rest.person;

import io.guanxi.application.person.PersonView;
import io.guanxi.domain.person.PersonCommand;
import io.guanxi.domain.person.PersonId;
import io.guanxi.domain.person.PersonRule;
import io.guanxi.rest.Routes;

/** The people directory (人员) over HTTP. */
public final class PersonResource {

    private static final PersonMapper MAPPER = new GeneratedPersonMapper();

    public static final Routes<PersonId, PersonView> ROUTES = Routes.of(
                    "people", PersonCommand.class, PersonView.TYPE, PersonId::new)
            .put(PersonCommand.Enrol.class, PersonRequests.Enrol.class, MAPPER::enrol)
            .post(PersonCommand.Rename.class, PersonRequests.Rename.class, MAPPER::rename)
            .post(PersonCommand.Place.class, PersonRequests.Place.class, MAPPER::place)
            .post(PersonCommand.Leave.class, PersonRequests.Leave.class, MAPPER::leave)
            .post(PersonCommand.Return.class, PersonCommand.Return::new)
            .refuses(PersonRule.values())
            .build();

    private PersonResource() {}
}
