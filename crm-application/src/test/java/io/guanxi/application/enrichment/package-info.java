@NullMarked
package io.guanxi.application.enrichment;

import org.jspecify.annotations.NullMarked;
