/** The {@code crm} command line. {@link io.guanxi.examples.cli.CrmCommand} is its main class. */
@NullMarked
package io.guanxi.examples.cli;

import org.jspecify.annotations.NullMarked;
