/**
 * Keeps a CRM in the host's own database: {@code JdbcStorage.on(dataSource).createTables()}.
 *
 * <p>H2 and PostgreSQL hold the same tables and give the same answers as the in-memory storage. There is one log of events, one
 * table for each type of view, and a few small ones beside them; all names begin with a prefix, so that they live among the
 * host's tables. No statement is built from a text that a user has given, and no message of the database is passed on: it may
 * hold data of a row.
 */
@NullMarked
package io.guanxi.jdbc;

import org.jspecify.annotations.NullMarked;
