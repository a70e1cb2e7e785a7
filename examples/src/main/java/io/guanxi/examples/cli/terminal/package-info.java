/** What a person sees: tables, bars and colours on a terminal, plain lines everywhere else. */
@NullMarked
package io.guanxi.examples.cli.terminal;

import org.jspecify.annotations.NullMarked;
