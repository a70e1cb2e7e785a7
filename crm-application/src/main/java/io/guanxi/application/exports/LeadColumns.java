package io.guanxi.application.exports;

import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.intake.IntakeView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.intake.GivenRow.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leads as they were given: all columns that some row has, in the order in which they first come, so they are read twice. */
final class LeadColumns implements Columns<IntakeView> {

    private final List<Place> places;

    LeadColumns(CrmSession session) {
        Set<Place> all = new LinkedHashSet<>();
        session.views(IntakeView.TYPE).forEach(filter(), view -> all.addAll(places(view)));
        places = List.copyOf(all);
    }

    /** A row may have two columns of one name. */
    private record Place(String column, int number) {}

    private static List<Place> places(IntakeView view) {
        Map<String, Integer> count = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (Cell each : view.row().cells()) {
            places.add(new Place(each.column(), count.merge(each.column(), 1, Integer::sum)));
        }
        return places;
    }

    @Override
    public ViewType<IntakeView> type() {
        return IntakeView.TYPE;
    }

    @Override
    public Filter<IntakeView> filter() {
        return IntakeView.KIND.is(RecordKind.LEAD.plural()).and(IntakeView.DISCARDED.is(false));
    }

    @Override
    public List<String> header() {
        return places.isEmpty()
                ? List.of("Id")
                : places.stream().map(Place::column).toList();
    }

    @Override
    public List<List<String>> rows(CrmSession session, List<IntakeView> views) {
        return views.stream().map(this::row).toList();
    }

    /** What has got a column since the first reading is left to the next export. */
    private List<String> row(IntakeView view) {
        Map<Place, String> cells = new HashMap<>();
        List<Place> there = places(view);
        for (int i = 0; i < there.size(); i++) {
            cells.put(there.get(i), view.row().cells().get(i).text());
        }
        return places.stream().map(each -> cells.getOrDefault(each, "")).toList();
    }
}
