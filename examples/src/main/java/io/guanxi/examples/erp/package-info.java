/** An ERP that embeds the CRM in its process, on its database, in its transaction. */
@NullMarked
package io.guanxi.examples.erp;

import org.jspecify.annotations.NullMarked;
