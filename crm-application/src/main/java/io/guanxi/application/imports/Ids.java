package io.guanxi.application.imports;

import com.google.common.base.Ascii;
import io.guanxi.application.columns.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identities made of source, kind and original id, so that whatever is read again is found again, from any file. */
final class Ids {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** An original id that is one of ours, or might be, stays what it is: so an export is read back as the same records. */
    static UUID of(String source, RecordKind kind, String original) {
        return isOurs(original)
                ? UUID.fromString(original)
                : UUID.nameUUIDFromBytes((source + '\n' + Ascii.toLowerCase(kind.name()) + '\n' + original)
                        .getBytes(StandardCharsets.UTF_8));
    }

    static boolean isOurs(String original) {
        return ID.matcher(original).matches();
    }

    /** Of what has no id of its own, by what it is made of. */
    static UUID of(String source, String what, UUID... parts) {
        return UUID.nameUUIDFromBytes((source + '\n' + what + '\n' + List.of(parts)).getBytes(StandardCharsets.UTF_8));
    }
}
