@NullMarked
package io.guanxi.rest;

import org.jspecify.annotations.NullMarked;
