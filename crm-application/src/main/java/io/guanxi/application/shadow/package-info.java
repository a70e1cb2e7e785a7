/**
 * Shadow mode (影子模式). A host describes its legacy system by a {@link io.guanxi.application.shadow.LegacySystem}: the changes in order,
 * and the rows that are there. {@link io.guanxi.application.shadow.Following} takes the changes in through the machinery of imports,
 * tells where the two differ, and takes over one kind of records after the other.
 *
 * <ul>
 *   <li><b>Who is master.</b> While a kind is followed, what tables tell of such a record is changed by the feed alone; commands of others
 *       that would change it are refused. What is only ours, such as activities about a customer, tags, consents and custom fields, goes
 *       on.
 *   <li><b>At least once.</b> How far the feed was taken in is remembered behind what it told. After a crash a part comes again, and
 *       changes nothing twice.
 *   <li><b>Nothing waits for it.</b> A legacy system that fails makes {@code catchUp} fail, and no command.
 *   <li><b>Deletions</b> take the record out of daily work here: customers are archived, deals invalidated, activities retracted, tickets
 *       and transactions cancelled, products retired, leads discarded. What cannot be, such as a ticket that is closed, is rejected with
 *       the rule, and missing there by the comparison. Whatever is there again comes back, but for tickets.
 * </ul>
 */
@NullMarked
package io.guanxi.application.shadow;

import org.jspecify.annotations.NullMarked;
