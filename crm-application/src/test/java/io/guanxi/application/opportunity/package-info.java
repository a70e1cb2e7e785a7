@NullMarked
package io.guanxi.application.opportunity;

import org.jspecify.annotations.NullMarked;
