@NullMarked
package io.guanxi.domain.profile;

import org.jspecify.annotations.NullMarked;
