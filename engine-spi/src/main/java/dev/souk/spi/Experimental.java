package dev.souk.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public type or method that may still change without a major version. What is not marked is stable: it changes
 * only as semantic versioning allows.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Experimental {
    /** The version in which the marked thing should be stable, such as {@code "0.3"}. */
    String eta();
}
