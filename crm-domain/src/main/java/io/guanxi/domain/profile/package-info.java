/**
 * Preferences (偏好): what a person likes, as they said or as it was concluded, with where that comes from, how sure it is and until
 * when it counts.
 *
 * <p>A person has one profile. It can be read and cleared at the person's wish, and what has expired is dropped by itself. Read
 * {@link io.guanxi.domain.profile.ProfileCommand}, then the table in {@link io.guanxi.domain.profile.Profile};
 * {@link io.guanxi.domain.profile.ProfileRule} lists every refusal.
 *
 * <pre>
 *  Open ──► open: Note, Drop, Clear
 * </pre>
 */
@NullMarked
package io.guanxi.domain.profile;

import org.jspecify.annotations.NullMarked;
