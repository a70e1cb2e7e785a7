package io.guanxi.application.view;

/**
 * Who stands in for whom among the views of a kind: customers that were merged are found by the name of the one that they were merged
 * into. What refers to one who is stood in for counts as referring to who stands in for it, wherever references are compared, followed,
 * or grouped by. Nothing is rewritten for it, so nothing has to be found again when it ends.
 *
 * @param type has a view of each that is or was stood in for, under the same identity
 * @param standIn who stands in for it now; absent if nobody does. Whoever stands in is not stood in for
 */
public record StandIns<M extends View>(ViewType<M> type, Reference<M, ?> standIn) {}
