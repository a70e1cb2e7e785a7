package io.guanxi.rest;

import com.google.common.base.Ascii;
import io.guanxi.application.Messages;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever goes wrong into a {@link Problem} in the reader's language. An ordinary class and no {@code ExceptionMapper}:
 * the host's own exceptions are none of our business.
 */
final class ProblemMapper {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private final Wire wire;
    private final String challenge;

    ProblemMapper(Wire wire, String challenge) {
        this.wire = wire;
        this.challenge = challenge;
    }

    /** The answer, or the problem that came in its place. */
    Response guard(HttpHeaders headers, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (CrmException turnedDown) {
            return problem(turnedDown, null, headers);
        } catch (LikeOthers like) {
            return problem(like.refusal(), like.candidates(), headers);
        } catch (Refusal refusal) {
            Locale locale = language(headers);
            return respond(problem(refusal.kind(), null, refusal.describe(locale), null, null, null, locale), locale);
        } catch (WebApplicationException hosts) {
            throw hosts;
        } catch (RuntimeException bug) {
            return incident(bug, language(headers));
        }
    }

    private Response problem(CrmException reason, @Nullable List<Likeness> candidates, HttpHeaders headers) {
        Locale locale = language(headers);
        Problem.Kind kind = kind(reason, conditional(headers));
        List<Violation> violations = reason instanceof CrmException.Invalid invalid
                ? invalid.violations().stream()
                        .map(each -> new Violation(each.field(), each.rule(), Messages.describe(each, locale)))
                        .toList()
                : null;
        String detail = Messages.describe(reason, locale);
        return respond(problem(kind, reason.code(), detail, null, violations, candidates, locale), locale);
    }

    private static boolean conditional(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.IF_MATCH) != null
                || headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) != null;
    }

    private Response incident(RuntimeException bug, Locale locale) {
        UUID incident = UUID.randomUUID();
        LOG.error("Incident {}", incident, new Trace(bug));
        String detail = locale.equals(CHINESE)
                ? "服务器出错，请向管理员提供编号 " + incident
                : "Something went wrong on the server; tell its administrator the incident " + incident;
        return respond(
                problem(Problem.Kind.INTERNAL, null, detail, "urn:uuid:" + incident, null, null, locale), locale);
    }

    private static Problem.Kind kind(CrmException reason, boolean conditional) {
        if (reason instanceof CrmException.Invalid) {
            return Problem.Kind.INVALID;
        }
        if (reason instanceof CrmException.Forbidden) {
            return Problem.Kind.FORBIDDEN;
        }
        if (reason instanceof CrmException.NotFound) {
            return Problem.Kind.NOT_FOUND;
        }
        if (reason instanceof CrmException.Stale) {
            return conditional ? Problem.Kind.PRECONDITION_FAILED : Problem.Kind.STALE;
        }
        return Problem.Kind.REFUSED;
    }

    private static Problem problem(
            Problem.Kind kind,
            @Nullable String knownCode,
            String detail,
            @Nullable String instance,
            @Nullable List<Violation> violations,
            @Nullable List<Likeness> candidates,
            Locale locale) {
        String code = knownCode == null ? Ascii.toLowerCase(kind.name()).replace('_', '-') : knownCode;
        return new Problem(
                "urn:guanxi:problem:" + code,
                kind.title(locale.equals(CHINESE)),
                kind.status(),
                detail,
                code,
                instance,
                violations,
                candidates);
    }

    private Response respond(Problem problem, Locale locale) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == Problem.Kind.UNAUTHENTICATED.status()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return response.entity(wire.bytes(problem)).build();
    }

    /** English unless Chinese is wanted more. A header that cannot be read wants nothing. */
    static Locale language(HttpHeaders headers) {
        String wanted = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (wanted == null || wanted.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            return Locale.LanguageRange.parse(wanted).stream()
                    .filter(each -> each.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange)
                    .filter(each -> each.startsWith("zh") || each.startsWith("en"))
                    .findFirst()
                    .filter(each -> each.startsWith("zh"))
                    .map(each -> CHINESE)
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
