package io.guanxi.rest;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What arrived.
 *
 * @param content the body, unread; null where there is none
 * @param maxBytes how much of it is read
 */
record Request(UriInfo uri, HttpHeaders headers, @Nullable InputStream content, int maxBytes) {

    /** The parameters behind the {@code ?}, each of which may be given once. */
    Parameters parameters(String... names) {
        return Parameters.read(uri, Set.of(names), Set.of());
    }

    /** The part of the path that has this name. */
    String path(String name) {
        return requireNonNull(uri.getPathParameters().getFirst(name));
    }

    /**
     * The body. That it must be called JSON, even where nothing needs to be said, also keeps foreign web pages from giving commands
     * in the name of a user whose browser is logged in: what a plain form can send is refused.
     */
    byte[] body() {
        requireJson();
        if (content == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = content.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw Refusal.tooLarge(maxBytes);
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What {@code If-Match} or {@code If-None-Match} says; null if it is absent. */
    @Nullable
    Revision revision(String header) {
        return Revision.read(header, headers.getHeaderString(header));
    }

    /**
     * What {@code Idempotency-Key} says; null if it is absent. A UUID is itself, any other text of up to 255 characters stands for
     * one. The quotes that the draft of the header's standard wants (RFC 8941) may be left out, as most clients do.
     */
    @Nullable
    UUID idempotencyKey() {
        String given = headers.getHeaderString("Idempotency-Key");
        if (given == null) {
            return null;
        }
        String key = given.strip().replaceFirst("^\"(.*)\"$", "$1");
        Check.that(!key.isEmpty() && key.length() <= 255, "Idempotency-Key", "size", "must have 1 to 255 characters");
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException text) {
            return UUID.nameUUIDFromBytes(("Idempotency-Key:" + key).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** When it happened in the business, as {@code Happened-At} says; null for now. */
    @Nullable
    Instant happenedAt() {
        String given = headers.getHeaderString("Happened-At");
        try {
            return given == null ? null : Instant.parse(given.strip());
        } catch (DateTimeParseException malformed) {
            throw new CrmException.Invalid("Happened-At", "type", "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** Whether this is what is wanted most. */
    boolean acceptsFirst(MediaType type) {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type::equals)
                .isPresent();
    }

    /** Whether the view is wanted in the answer to a command (RFC 7240). */
    boolean prefersRepresentation() {
        String prefer = headers.getHeaderString("Prefer");
        return prefer != null
                && Splitter.on(',').trimResults().splitToStream(prefer).anyMatch("return=representation"::equals);
    }

    private void requireJson() {
        MediaType type = headers.getMediaType();
        boolean json = type != null
                && "json".equalsIgnoreCase(type.getSubtype())
                && "application".equalsIgnoreCase(type.getType());
        String charset = json ? type.getParameters().get(MediaType.CHARSET_PARAMETER) : null;
        if (!json || (charset != null && !charset.toLowerCase(Locale.ROOT).equals("utf-8"))) {
            throw Refusal.notJson();
        }
    }
}
