package io.guanxi.application.imports;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.notation.DateText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as tables write them: a day as {@link DateText} reads it, and perhaps a time of day. Without a zone, UTC. */
final class Moments {

    private static final Pattern TIME = Pattern.compile(
            ".*?[T"
                    + " ,](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AaPp]\\.?[Mm]\\.?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");

    private Moments() {}

    /** @throws CrmException.Invalid for what is no day */
    static Instant read(String text, DateText.Order order) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return DateText.read(text, order).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        try {
            int hour = Integer.parseInt(time.group(1));
            String half = time.group(5);
            if (half != null) {
                hour = hour % 12 + (half.charAt(0) == 'p' || half.charAt(0) == 'P' ? 12 : 0);
            }
            LocalTime at = LocalTime.of(
                    hour,
                    Integer.parseInt(time.group(2)),
                    time.group(3) == null ? 0 : Integer.parseInt(time.group(3)),
                    time.group(4) == null ? 0 : Integer.parseInt((time.group(4) + "00000000").substring(0, 9)));
            ZoneOffset zone = time.group(6) == null ? ZoneOffset.UTC : ZoneOffset.of(time.group(6));
            return DateText.read(text.strip().substring(0, time.start(1)).replaceFirst("[T ,]+$", ""), order)
                    .atTime(at)
                    .toInstant(zone);
        } catch (DateTimeException impossible) {
            throw new CrmException.Invalid("date", "time", "must be a time of day");
        }
    }
}
