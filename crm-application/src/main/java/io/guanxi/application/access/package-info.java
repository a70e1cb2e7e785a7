/** Who may do what, and who may see what: one port, asked at one place for every command and every read. */
@NullMarked
package io.guanxi.application.access;

import org.jspecify.annotations.NullMarked;
