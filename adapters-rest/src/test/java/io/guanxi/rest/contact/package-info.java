@NullMarked
package io.guanxi.rest.contact;

import org.jspecify.annotations.NullMarked;
