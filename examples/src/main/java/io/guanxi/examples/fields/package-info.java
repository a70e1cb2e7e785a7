/** Fields that a tenant defines while the business runs. */
@NullMarked
package io.guanxi.examples.fields;

import org.jspecify.annotations.NullMarked;
