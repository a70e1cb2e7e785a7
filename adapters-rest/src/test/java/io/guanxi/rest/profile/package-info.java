@NullMarked
package io.guanxi.rest.profile;

import org.jspecify.annotations.NullMarked;
