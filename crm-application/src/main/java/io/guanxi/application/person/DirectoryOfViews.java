package io.guanxi.application.person;

import io.guanxi.application.Reader;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.person.Placements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory of those who keep their people in the CRM. */
record DirectoryOfViews(Reader reader) implements PeopleDirectory {

    @Override
    public Optional<Entry> find(String userId) {
        return reader
                .views(PersonView.TYPE)
                .find(PersonView.USER_ID.is(userId), PageRequest.first(1).by(PersonView.NAME))
                .views()
                .stream()
                .findFirst()
                .map(DirectoryOfViews::entry);
    }

    @Override
    public List<Entry> all() {
        List<Entry> result = new ArrayList<>();
        reader.views(PersonView.TYPE).forEach(Filter.everything(), view -> result.add(entry(view)));
        return result;
    }

    private static Entry entry(PersonView view) {
        return new Entry(view.userId(), view.name(), new Placements(view.placements()));
    }
}
