package io.guanxi.application.privacy;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Everything that is held about a person: GDPR art. 15 and 20, PIPL art. 45.
 *
 * @param subject the person's id
 * @param at when it was put together
 * @param reason why
 * @param parts the person, and all that belongs to them
 * @param timeline what has happened with them, over all features
 * @param mentions where else they are named, in what does not belong to them
 * @param withheld of how many things that belong to the person nothing is told, for whoever put it together may not see them
 */
public record PersonFile(
        UUID subject,
        Instant at,
        String reason,
        List<Part> parts,
        List<TimelineEntry> timeline,
        List<Mention> mentions,
        int withheld) {

    public PersonFile {
        parts = ImmutableList.copyOf(parts);
        timeline = ImmutableList.copyOf(timeline);
        mentions = ImmutableList.copyOf(mentions);
    }

    /**
     * One thing.
     *
     * @param feature what kind of thing
     * @param views as it is now
     * @param history all that has happened to it, oldest first
     */
    public record Part(String feature, UUID id, List<Seen> views, List<Recorded<?>> history) {
        public Part {
            views = ImmutableList.copyOf(views);
            history = ImmutableList.copyOf(history);
        }
    }

    /** A view and the name of its type. */
    public record Seen(String type, View view) {}

    /** A view that refers to the person. */
    public record Mention(String type, UUID id, String attribute) {}

    /** All of it, to be read by machines. */
    public String json() {
        return new Json().write(this);
    }

    /** All of it as a page that needs nothing else, in the reader's language: English or Simplified Chinese. */
    public String page(Locale locale) {
        return FilePage.of(this, locale);
    }
}
