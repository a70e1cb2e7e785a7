package io.guanxi.domain.kernel;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event, or of a value inside it, that tells something of a person. It is on the events from the
 * first one stored, because what was not marked when it was written cannot be found again when the person asks for erasure.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Personal {}
