/** Where features meet: reactions named {@code When…Then…}, each from one feature's event to another's command. */
@NullMarked
package io.guanxi.application.process;

import org.jspecify.annotations.NullMarked;
