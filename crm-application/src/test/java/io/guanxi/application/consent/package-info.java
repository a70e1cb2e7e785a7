@NullMarked
package io.guanxi.application.consent;

import org.jspecify.annotations.NullMarked;
