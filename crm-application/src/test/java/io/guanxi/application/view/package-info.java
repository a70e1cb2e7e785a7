@NullMarked
package io.guanxi.application.view;

import org.jspecify.annotations.NullMarked;
