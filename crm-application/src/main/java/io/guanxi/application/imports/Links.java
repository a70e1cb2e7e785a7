package io.guanxi.application.imports;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Dated;
import io.guanxi.application.imports.Rows.Told;
import io.guanxi.application.link.LinkView;
import io.guanxi.application.view.View;
import io.guanxi.domain.link.ForeignId;
import io.guanxi.domain.link.LinkCommand;
import io.guanxi.domain.link.LinkId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the source calls the records of some rows, if that is to be kept. */
final class Links<V extends View> {

    private final CrmSession session;
    private final Rows<V> rows;
    private final Terms terms;

    /** What is linked already: the record's id and its key. */
    private final Set<String> there = new HashSet<>();

    /** What is or was linked. */
    private final Set<UUID> linked = new HashSet<>();

    Links(CrmSession session, Rows<V> rows, Terms terms) {
        this.session = session;
        this.rows = rows;
        this.terms = terms;
    }

    void read(Collection<Told> told, Map<UUID, V> known) {
        if (!terms.linked()) {
            return;
        }
        List<Object> ids = new ArrayList<>();
        told.forEach(each -> ids.add(LinkId.of(id(each, known.get(each.id()))).value()));
        there.clear();
        linked.clear();
        session.views(LinkView.TYPE).forEach(Rows.oneOf(LinkView.TYPE.id(), ids), view -> {
            linked.add(view.target());
            view.identities().forEach(each -> there.add(entry(view.target(), each)));
        });
    }

    private UUID id(Told row, @Nullable V known) {
        return known == null ? row.id() : known.id().value();
    }

    private static String entry(UUID id, ForeignId identity) {
        return id + " " + identity.key();
    }

    /** The commands of a row, and that which links its record, if it is not. */
    List<Dated> with(List<Dated> commands, Told row, @Nullable V known) {
        String original = terms.linked() && !row.cells().isDeleted() ? rows.original(row.cells()) : null;
        if (original == null) {
            return commands;
        }
        ForeignId identity = new ForeignId(terms.source(), original);
        UUID id = id(row, known);
        if (there.contains(entry(id, identity))) {
            return commands;
        }
        LinkCommand command = linked.contains(id)
                ? new LinkCommand.Rejoin(LinkId.of(id), identity)
                : LinkCommand.Join.of(id, rows.kind().plural(), identity);
        return ImmutableList.<Dated>builder()
                .addAll(commands)
                .add(new Dated(command, terms.now()))
                .build();
    }
}
