@NullMarked
package io.guanxi.application.activity;

import org.jspecify.annotations.NullMarked;
