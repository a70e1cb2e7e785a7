/**
 * Reads a sales pipeline from four CSV files through real commands: {@code accounts.csv}, {@code products.csv},
 * {@code sales_teams.csv} and {@code sales_pipeline.csv}. {@link io.guanxi.examples.cli.salespipeline.SalesPipelineImport} is the
 * way in; each file has a class that knows its columns, what makes a row possible, and which commands lead from what the CRM
 * knows to what the row says.
 */
@NullMarked
package io.guanxi.examples.cli.salespipeline;

import org.jspecify.annotations.NullMarked;
