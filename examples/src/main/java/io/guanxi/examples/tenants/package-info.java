/** A host that runs the CRM for several customers of its own. */
@NullMarked
package io.guanxi.examples.tenants;

import org.jspecify.annotations.NullMarked;
