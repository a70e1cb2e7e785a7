package io.guanxi.domain.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an event is called in the log, where the default does not do: after its Java name has changed ({@code name}), or after
 * its components have ({@code revision}). Without it, {@code EmailChanged} of the feature {@code customer} is stored as
 * {@code customer.email-changed}, revision 1. A Java class name is never stored. It also names the record of an older shape,
 * which is kept to read what was stored so.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Stored {

    /** The part of the stored name behind the feature's; empty means: the Java name in lower case, words joined by {@code -}. */
    String name() default "";

    /** From 1; raised by one whenever what was stored before needs an upcaster to be read. */
    int revision() default 1;
}
