@NullMarked
package io.guanxi.application.campaign;

import org.jspecify.annotations.NullMarked;
