package io.guanxi.domain.kernel;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event, or of a value inside it, that tells something of a person. It is on the events from the
 * first one stored, because what was not marked when it was written cannot be found again when the person asks for erasure.
 *
 * <p>A marked record is personal in those of its components that are marked, and if none is, in all of them. What stands there
 * after an erasure fits the type: of a text {@code [erased]}; of a type with a constant {@code ERASED} of its own, that; of a
 * collection, an empty one; of anything else nothing, so that such a component must be nullable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Personal {}
