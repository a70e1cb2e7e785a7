@NullMarked
package io.guanxi.application.transaction;

import org.jspecify.annotations.NullMarked;
