@NullMarked
package io.guanxi.domain.activity;

import org.jspecify.annotations.NullMarked;
