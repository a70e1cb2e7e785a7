package io.guanxi.application.spi;

import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The editions of each type of view: one is read, and while views are folded anew, another is made beside it.
 *
 * <p>An edition is made like this: it is begun, empty; it is announced, and from then on every command on every node writes it too;
 * all streams are folded into it, where a row that is there already stays, for a newer command wrote it; one value is changed, and
 * it is the edition that is read; the one before is retired when nobody reads it any more. Whoever makes an edition says so from
 * time to time. If he falls silent, another goes on.
 */
public interface Editions {

    /**
     * What a unit of work knows of the editions of a type, from its first look to its end.
     *
     * @param read the edition that is read; 0 if there is none yet
     * @param others what has to be written beside it
     * @param newest the last edition that has been begun: who writes and knows of an older one only is refused
     */
    record Known(int read, List<Integer> others, int newest) {
        public Known {
            others = List.copyOf(others);
        }
    }

    /**
     * As known on this node, and not for long.
     *
     * @throws IllegalStateException if a newer build has changed the shape of these views, so that this one cannot write them
     */
    Known of(ViewType<?> type);

    /** Looks again before the next answer. */
    void lookAgain();

    /** The view of one aggregate in one edition, as the current transaction sees it. */
    <V extends View> @Nullable Versioned<V> byId(ViewType<V> type, int edition, TenantId tenant, UUID id);

    /**
     * Inserts or replaces in one edition, within the current transaction.
     *
     * @throws OutdatedException if a newer edition has been announced than is known, or this one has been retired
     */
    <V extends View> void put(ViewType<V> type, Known known, int edition, TenantId tenant, List<Versioned<V>> views);

    // ---- for whoever makes an edition

    /**
     * @param edition the edition that is made; 0 if this storage makes none, so that views are folded in place
     * @param mine whether the asker makes it
     * @param beat what changes as long as somebody makes it; negative if nobody does
     */
    record Making(int edition, boolean mine, long beat) {}

    /** The edition that is being made; null if there is none. */
    @Nullable
    Making making(ViewType<?> type);

    /**
     * Begins to make an edition, or goes on with one that nobody makes.
     *
     * @param maker the asker, unique among all nodes
     * @param silentSince the beat that another maker has been at for too long, so that it is taken over from him; negative for none
     */
    Making begin(ViewType<?> type, String maker, long silentSince);

    /**
     * Tries to announce it; true if from now on every command writes it, and all that did not have ended. To be repeated until then.
     */
    boolean announce(ViewType<?> type, int edition);

    /** The parts in which the log is to be folded, as they were planned; empty if they have not been. */
    List<Part> parts(ViewType<?> type, int edition);

    /** Plans the parts, and forgets whatever was folded before. */
    void plan(ViewType<?> type, int edition, List<EventLog.Range> ranges);

    /** A part of the log, and whether it has been folded. */
    record Part(EventLog.Range range, boolean folded) {}

    /** Inserts those views that are not there yet, within the current transaction. */
    <V extends View> void fill(ViewType<V> type, int edition, List<ViewStore.Row<V>> rows);

    /** Notes within the current transaction that parts are folded; false if the asker does not make this edition any more. */
    boolean folded(ViewType<?> type, int edition, String maker, List<EventLog.Range> ranges);

    /** A sign of life; false if the asker does not make this edition any more. */
    boolean beat(ViewType<?> type, int edition, String maker);

    /** Gives it up for another to go on. */
    void leave(ViewType<?> type, int edition, String maker);

    /** Has it read instead of the edition before; false if the asker does not make this edition any more. */
    boolean swap(ViewType<?> type, int edition, String maker);

    /** Tries to remove the editions that are not read any more; false if somebody still uses one. */
    boolean retire(ViewType<?> type);

    /** Forgets an edition that is being made; false if it is read already. */
    boolean discard(ViewType<?> type, int edition);
}
