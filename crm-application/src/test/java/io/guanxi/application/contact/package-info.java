@NullMarked
package io.guanxi.application.contact;

import org.jspecify.annotations.NullMarked;
