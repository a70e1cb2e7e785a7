/**
 * Keeps a CRM in the host's own database: {@code JdbcStorage.on(dataSource).createTables()}.
 *
 * <p>H2, PostgreSQL and MariaDB hold the same tables and give the same answers as the in-memory storage. There is one log of
 * events, one table for each type of view, and a few small ones beside them; all names begin with a prefix, so that they live
 * among the host's tables. No statement is built from a text that a user has given, and no message of the database is passed on:
 * it may hold data of a row.
 *
 * <h2>What is left of what was erased</h2>
 *
 * <p>A key that is destroyed is a row that is deleted, and a view that is written anew replaces the old one. Databases keep old
 * rows for a while: PostgreSQL until {@code vacuum} has run and their place was used again ({@code vacuum full analyze} takes
 * them away at once, and the samples that its planner keeps of columns), H2 until its file was compacted, MariaDB until InnoDB has
 * purged them and used their place again; all of them in their write-ahead log or binary log and in backups, as long as these are
 * kept. Where that is too long, keep the keys elsewhere: see
 * {@link io.guanxi.application.spi.Keys}. The view table of an older build stays as it was until it is dropped, an hour or more
 * after its successor is read.
 *
 * <h2>Views that are folded anew</h2>
 *
 * <p>A view's table has editions: {@code crm_v_customer}, then {@code crm_v_customer_2} and so on; {@code crm_view_type} says which
 * there are, and the last one that is folded is read. To fold views anew, a table is made without its indexes (on H2 with them, for
 * there they keep out writers while they are made) and announced: the older tables get a check that refuses rows of whoever does
 * not know of it. Adding the check waits for every transaction that has written them, a host's too, and tries again and again
 * instead of letting others wait behind it. Then parts of the log are folded by several threads, each in a transaction that notes
 * in {@code crm_view_part} that it is done; a row that is there already was written by a newer command and stays. Commands fold
 * into both tables meanwhile. The indexes are made, one value is changed, and the old table is dropped three seconds later. A node
 * looks which tables there are once a second, if it is asked anything. If it knows too little, its command is refused by the check or
 * finds no table, and is done again.
 *
 * <ul>
 *   <li>Another node goes on with what a node has left, or has shown no sign of life for five seconds.
 *   <li>A host's transaction that stays open holds up the announcement and the dropping, and nothing else.
 *   <li>A view whose shape or revision has changed is folded before the start ends, for its build calls the old rows wrong. The old
 *       table stays as it was for nodes of the older build, and is dropped by a start an hour or more later. Such a node reads it,
 *       and is refused commands of that feature. A view that is new altogether is not written by nodes that do not know it: rebuild
 *       it when the last of them has ended.
 *   <li>A node without {@code createTables()} waits for one that makes an edition; the rights of {@code grantsSql} are not enough to
 *       make one. If none does, it folds views in place, in one transaction; who reads sees the old ones until it ends, who writes
 *       waits for it. Other nodes must not run then, for they remember views.
 *   <li>Statements of the host's own that read views must ask {@code crm_view_type} for the name of the table.
 *   <li>Claims of unique values are not touched.
 * </ul>
 *
 * <h2>A full disk</h2>
 *
 * <p>A command that finds no room fails as a whole, and whoever sends it again under the same id does it once. PostgreSQL goes on as
 * soon as there is room. H2 closes itself: a database opened by {@code JdbcStorage.h2} is opened again with the next command if its
 * file is free, and else by the next process; a host's pool has to be built anew.
 *
 * <p>A tenant that is erased is rows that are deleted, of which the same is true. Whoever is just writing events is waited for: on
 * PostgreSQL by {@code lock table … in share mode}, on H2 by a change to the table that changes nothing and needs its owner, on
 * MariaDB by the deleting itself.
 *
 * <h2>What an engine that speaks PostgreSQL's language must do</h2>
 *
 * <p>No command asks for anything that only a single server can do: no lock but those of rows, no notification, no trigger, no
 * order of commits. What is asked for:
 *
 * <ul>
 *   <li><b>Isolation:</b> {@code read committed} is enough. The unique index of the log (tenant, aggregate, sequence) and the
 *       primary keys of claims and of the chain must refuse the second of two writers, at once or when it commits, with an SQLState
 *       of 23505, 40001 or 40P01; such a command is tried once more. Stricter isolation is welcome: what it refuses counts as a
 *       conflict.
 *   <li><b>Savepoints</b> for commands inside commands and inside a host's transaction.
 *   <li><b>Positions of events</b> are an identity column. They may have gaps and may be committed out of order, but a position
 *       must be committed within a minute and within 10,000 positions of being given, or reactions do not see the event. So a
 *       sequence must not be handed out in blocks to nodes that use them up at leisure (cache 1), nor may it be made of the time.
 *   <li><b>Upsert:</b> {@code insert … on conflict (key) do update} and {@code on conflict do nothing}.
 *   <li><b>Language:</b> {@code collate "C"}, {@code nulls last} in indexes, {@code = any (array)}, {@code unnest} of several arrays, {@code fetch first}, the types
 *       uuid, numeric(28, 8), timestamp(6) with time zone and bytea.
 *   <li>To fold views anew, {@code alter table … add constraint … check … not valid} must wait for the transactions that write the
 *       table, and {@code drop table} for those that use it.
 *   <li>Beside the path of commands: {@code lock table … in share mode} when a tenant is erased, {@code select … for update} by those
 *       who take over a reaction and by nodes that make tables.
 *       Where DDL is not part of a transaction, let one node make the tables and the others validate them.
 * </ul>
 *
 * <h2>What is different on MariaDB</h2>
 *
 * <ul>
 *   <li>Our own transactions are {@code read committed}, one by one; a connection is given back as it was. A host's transaction is
 *       joined as it is: at {@code repeatable read}, the default, a command sees what the host's first statement saw, and what has
 *       been changed since is told as {@code Stale}, but for claims, which are asked for anew.
 *   <li>A deadlock undoes the whole transaction, the host's too. The host is told so by an {@link java.lang.IllegalStateException}
 *       instead of {@code Stale}, for what it wrote itself is gone.
 *   <li>An index has room for 3,072 bytes: a text attribute of a declared list holds 680 characters, divided by the number of
 *       texts in that list; longer ones are refused. Texts are sorted by their first {@code max_sort_length} bytes.
 *   <li>Lists by several attributes are read by the index up to the first and sorted from there on.
 *   <li>An event or a view must fit in {@code max_allowed_packet}.
 * </ul>
 *
 * <p>Authors of other storages implement {@link io.guanxi.application.spi.Storage} and extend {@code StorageContract}, which is
 * published in the test-jar of crm-application: a storage for which it is green is one.
 */
@NullMarked
package io.guanxi.jdbc;

import org.jspecify.annotations.NullMarked;
