/** How texts are read, in Latin letters and in Chinese, wherever they are compared or looked up. */
@NullMarked
package io.guanxi.application.internal.text;

import org.jspecify.annotations.NullMarked;
