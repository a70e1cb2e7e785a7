/** Contacts of organisations as screens see them, and what keeps two of them from reporting to each other. */
@NullMarked
package io.guanxi.application.contact;

import org.jspecify.annotations.NullMarked;
