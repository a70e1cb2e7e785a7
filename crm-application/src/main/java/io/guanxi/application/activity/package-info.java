/** Activities as screens see them, and what keeps a customer from being contacted too often. */
@NullMarked
package io.guanxi.application.activity;

import org.jspecify.annotations.NullMarked;
