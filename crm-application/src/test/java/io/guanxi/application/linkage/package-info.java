@NullMarked
package io.guanxi.application.linkage;

import org.jspecify.annotations.NullMarked;
