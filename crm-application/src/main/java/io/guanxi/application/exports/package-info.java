/**
 * Taking records out as CSV, XLSX, JSON Lines and vCard: {@link io.guanxi.application.exports.Export}. What is written reads back as
 * the same records, and no cell is run by a spreadsheet.
 */
@NullMarked
package io.guanxi.application.exports;

import org.jspecify.annotations.NullMarked;
