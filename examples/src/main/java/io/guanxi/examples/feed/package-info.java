/** Another system that follows what happens in the CRM. */
@NullMarked
package io.guanxi.examples.feed;

import org.jspecify.annotations.NullMarked;
