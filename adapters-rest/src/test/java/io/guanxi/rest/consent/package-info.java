@NullMarked
package io.guanxi.rest.consent;

import org.jspecify.annotations.NullMarked;
