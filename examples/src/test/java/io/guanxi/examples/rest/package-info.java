@NullMarked
package io.guanxi.examples.rest;

import org.jspecify.annotations.NullMarked;
