/** What people may ask of whoever keeps data about them, and what must be asked before these are used. */
@NullMarked
package io.guanxi.application.privacy;

import org.jspecify.annotations.NullMarked;
