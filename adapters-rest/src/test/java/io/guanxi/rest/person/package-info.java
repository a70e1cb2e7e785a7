@NullMarked
package io.guanxi.rest.person;

import org.jspecify.annotations.NullMarked;
