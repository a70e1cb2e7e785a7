@NullMarked
package io.guanxi.rest.finding;

import org.jspecify.annotations.NullMarked;
