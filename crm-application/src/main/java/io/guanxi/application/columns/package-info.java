/**
 * What the columns of a table mean: recognised by their names, in English and Chinese and as Salesforce, HubSpot, Zoho, EspoCRM,
 * Odoo and Wukong export them, and by what stands in them. {@link io.guanxi.application.columns.ColumnMapping} shows each guess
 * with its confidence, and a mapping file corrects it.
 */
@NullMarked
package io.guanxi.application.columns;

import org.jspecify.annotations.NullMarked;
