@NullMarked
package io.guanxi.application.person;

import org.jspecify.annotations.NullMarked;
