@NullMarked
package io.guanxi.application.privacy;

import org.jspecify.annotations.NullMarked;
