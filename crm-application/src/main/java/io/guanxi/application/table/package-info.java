/**
 * Tables in and out: CSV in the dialects and encodings of the wild, XLSX, JSON Lines and vCard, read as rows of texts by
 * {@link io.guanxi.application.table.TableFile} and written by {@link io.guanxi.application.table.TableWriter}. Both hold one row
 * at a time, whatever the size of the file.
 *
 * <p>Nothing is lost on the way: a row that is not quite what its table promises comes with its
 * {@link io.guanxi.application.table.Flaw}s, what was guessed of a file comes with a confidence, and what cannot be read at all is an
 * {@link io.guanxi.application.table.UnreadableTableException} that names the file and the line.
 *
 * <p>XLSX needs fastexcel and fastexcel-reader, vCard needs ez-vcard; whoever reads or writes none of them leaves them out.
 */
@NullMarked
package io.guanxi.application.table;

import org.jspecify.annotations.NullMarked;
