@NullMarked
package io.guanxi.rest.activity;

import org.jspecify.annotations.NullMarked;
