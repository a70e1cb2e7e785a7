/**
 * Bringing the records of other systems in. {@link io.guanxi.application.imports.Import} is the way in: tables of organisations,
 * people, opportunities, activities, tickets, products, transactions and leads, as {@link io.guanxi.application.table.TableFile} reads them and
 * {@link io.guanxi.application.columns.ColumnMapping} understands their columns, become commands. A kind is one small class that
 * knows which commands lead from what the CRM has to what a row says.
 *
 * <ul>
 *   <li><b>Identity.</b> A record's id is made of the source, the kind and its original id, so a second run, or one that goes on
 *       after a crash, finds what is there and changes nothing twice. Without an original id it is made of the name (people: and the
 *       first e-mail address or number; activities and tickets: of all that stands in the row). Customers keep the original id as
 *       a {@link io.guanxi.domain.customer.SourceIdentity} too. An id that is a UUID stays what it is, so that what was exported is
 *       read back as the same records.
 *   <li><b>Whose deed.</b> Each command happens at the row's time and as its author's; where a row names nobody, as that of {@code
 *       import:SOURCE}. What is the importer's own is only the keeping of original ids.
 *   <li><b>References.</b> Rows name others by original id, or by a name that one record alone has, in the same run or before, in
 *       tables given in any order. A person's employer that no table tells of is registered with its name; any other record that is
 *       not there rejects the row.
 *   <li><b>Nothing is lost.</b> What a record has no place for, and what can be left out and cannot be read, stands in its remark, a
 *       line for each column, unless a mapping file leaves the column out. What must be known and is not rejects the row; the
 *       rejected rows are a file with the reasons, to be mended and imported again.
 *   <li><b>Custom fields.</b> A column that is called like one, or as one of its labels, is read by the field's type. Unlike others it
 *       must be readable; deprecated ones are refused, computed ones passed over, and required ones demanded of what is new if the table
 *       tells of any.
 *   <li><b>Leads</b> are kept as they are given, each row whole, until there is a feature for them.
 *   <li><b>Again after an undo.</b> What was taken back with its batch comes as it did first: tickets as new ones, all others as the same
 *       records, and with a person the employer that only its row tells of. What somebody has otherwise put out of daily work stays so; a
 *       row that says that it is there brings it back, and is rejected where the rules know no way back.
 *   <li><b>Whose rows are like others.</b> New customers are compared when all of their group of some hundred rows are there, so that two of
 *       one group name each other; of later groups, who comes later names who came before. A dry run keeps its own in memory for that.
 *   <li><b>Counting.</b> Rows are created, updated, unchanged or rejected. A row about a record that another row of the same run has
 *       told otherwise of is rejected.
 * </ul>
 */
@NullMarked
package io.guanxi.application.imports;

import org.jspecify.annotations.NullMarked;
