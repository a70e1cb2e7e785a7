/** Contacts (联系人) over HTTP: what arrives, and the table of routes. */
@NullMarked
package io.guanxi.rest.contact;

import org.jspecify.annotations.NullMarked;
