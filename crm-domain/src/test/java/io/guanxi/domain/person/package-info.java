@NullMarked
package io.guanxi.domain.person;

import org.jspecify.annotations.NullMarked;
