@NullMarked
package io.guanxi.application.finding;

import org.jspecify.annotations.NullMarked;
