@NullMarked
package io.guanxi.application.profile;

import org.jspecify.annotations.NullMarked;
