@NullMarked
package io.guanxi.application;

import org.jspecify.annotations.NullMarked;
