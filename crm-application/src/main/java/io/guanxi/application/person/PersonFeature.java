package io.guanxi.application.person;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.person.Person;
import io.guanxi.domain.person.PersonRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people directory (人员). */
public final class PersonFeature implements Feature {

    @Override
    public String name() {
        return "person";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(Person.DECIDER);
    }

    @Override
    public List<ViewType<?>> views() {
        return List.of(PersonView.TYPE);
    }

    @Override
    public List<Guard> guards() {
        return List.of(new Guard.Unique<>(
                PersonView.TYPE, "person.user", view -> Set.of(view.userId()), PersonRule.USER_TAKEN));
    }
}
