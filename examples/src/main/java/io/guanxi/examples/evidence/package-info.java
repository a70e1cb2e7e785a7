/** An auditor asks whether anybody has changed what the CRM remembers. */
@NullMarked
package io.guanxi.examples.evidence;

import org.jspecify.annotations.NullMarked;
