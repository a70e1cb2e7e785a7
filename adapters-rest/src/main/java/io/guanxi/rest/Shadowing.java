package io.guanxi.rest;

import com.google.common.collect.Sets;
import io.guanxi.application.CrmSession;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.ShadowView;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.shadow.ShadowCommand.Follow;
import io.guanxi.domain.shadow.ShadowId;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is done with a followed system, kind by kind. Its files are the bodies, as of imports. */
record Shadowing(Wire wire, Bodies bodies, Tables tables) {

    private static final int TOLD = 1_000;

    /** Makes that system the master of such records. */
    Response follow(CrmSession session, Request request) {
        bodies.read(Routes.Nothing.class, request);
        String source = request.path("source");
        ShadowId id = ShadowId.of(source);
        session.execute(new Follow(id, source, kind(request).plural(), UUID.randomUUID()));
        return wire.ok(wire.view(
                        session.views(ShadowView.TYPE).versioned(id).orElseThrow(() -> new CrmException.NotFound(id))))
                .build();
    }

    /** The body is the file of changes. */
    Response changes(CrmSession session, Request request) {
        return with(session, request, Set.of(), (following, of, parameters) -> CaughtUp.of(following.catchUp()));
    }

    /** The body is the file of what is there. */
    Response parity(CrmSession session, Request request) {
        return with(session, request, Set.of(), (following, of, parameters) -> following.compared(of));
    }

    /** As is this. */
    Response takeOver(CrmSession session, Request request) {
        return with(
                session,
                request,
                Set.of("reason"),
                (following, of, parameters) -> following.takeOver(of, parameters.text("reason")));
    }

    private interface Deed {
        Object with(Following following, RecordKind kind, Parameters parameters);
    }

    private static RecordKind kind(Request request) {
        return RecordKind.of(request.path("kind"));
    }

    private Response with(CrmSession session, Request request, Set<String> more, Deed deed) {
        Parameters parameters = Parameters.read(request.uri(), Sets.union(Tables.OF_ANY_TABLE, more), Set.of());
        String source = request.path("source");
        RecordKind of = kind(request);
        return tables.read(request, table -> {
            Following following = Following.of(session, source, of, table, each -> Tables.prepared(each, parameters));
            return wire.ok(deed.with(following, of, parameters)).build();
        });
    }

    /**
     * What has come of a file of changes.
     *
     * @param changes how many are new in the file
     * @param applied how many changed something here
     * @param rejected how many could not be taken in
     * @param passedOver how many are of kinds that are not followed, or not any more
     * @param rejections the first 1,000
     */
    record CaughtUp(long changes, long applied, long rejected, long passedOver, List<Rejection> rejections) {

        /** @param id as the other system calls the record */
        record Rejection(String id, String reason) {}

        static CaughtUp of(Following.Caught caught) {
            return new CaughtUp(
                    caught.changes(),
                    caught.applied(),
                    caught.rejected().size(),
                    caught.passedOver().size(),
                    caught.rejected().stream()
                            .limit(TOLD)
                            .map(each -> new Rejection(each.change().row().id(), each.reason()))
                            .toList());
        }
    }
}
