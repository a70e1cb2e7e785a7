/**
 * Reads a sales pipeline from four CSV files through real commands: {@code accounts.csv}, {@code products.csv},
 * {@code sales_teams.csv} and {@code sales_pipeline.csv}. {@link io.guanxi.examples.cli.salespipeline.SalesPipelineImport} is the
 * way in; each file has a class that knows its columns, what makes a row possible, and which commands lead from what the CRM
 * knows to what the row says.
 *
 * <p>What it decides, where the files leave it open:
 *
 * <ul>
 *   <li>A deal is one piece of its product at {@code close_value}. Open deals without one, and lost ones that brought in nothing,
 *       take the list price: what the seller may hope for.
 *   <li>User ids are the names of the people. Their placements hold from 0001-01-01 on, for the file is a snapshot and tells no
 *       dates, so reports by manager and region find everybody at any close.
 *   <li>What a row is about is known by the exact spelling of its name, or a second run would find two things in one. References
 *       to it may differ in case, width, spaces and punctuation; that is reported as a reading.
 *   <li>A row is rejected if it lacks its own name, refers to what no file has, has dates that are missing, impossible or in the
 *       wrong order for its stage, amounts that are none, is won without account or value, or tells other facts of a name that
 *       came before.
 * </ul>
 */
@NullMarked
package io.guanxi.examples.cli.salespipeline;

import org.jspecify.annotations.NullMarked;
