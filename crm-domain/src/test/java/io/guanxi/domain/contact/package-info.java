@NullMarked
package io.guanxi.domain.contact;

import org.jspecify.annotations.NullMarked;
