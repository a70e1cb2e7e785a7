package io.guanxi.application.internal.engine;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.CrmException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, as an opaque text: the values of the order's attributes and the id of the last view. It holds no state of
 * the server, so it stays valid while views come and go; what is inserted before it is not seen, what behind it, is.
 */
final class Cursor<V extends View> {

    private static final BaseEncoding TEXT = BaseEncoding.base64Url().omitPadding();

    private final List<Attribute<V, ?>> attributes = new ArrayList<>();
    private final String order;

    Cursor(ViewType<V> type, List<Sort<V>> sorts) {
        sorts.forEach(sort -> attributes.add(sort.attribute()));
        attributes.add(type.id());
        order = type.name()
                + sorts.stream()
                        .map(sort -> (sort.descending() ? "-" : "+")
                                + sort.attribute().name())
                        .collect(Collectors.joining());
    }

    String write(V last) {
        StringBuilder text = new StringBuilder(encode(order));
        for (Attribute<V, ?> attribute : attributes) {
            Object value = attribute.valueOf(last);
            text.append('.').append(value == null ? "" : "v" + encode(plain(value)));
        }
        return text.toString();
    }

    @Nullable
    List<@Nullable Object> read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            List<String> parts = Splitter.on('.').splitToList(cursor);
            if (!decode(parts.get(0)).equals(order) || parts.size() != attributes.size() + 1) {
                throw new IllegalArgumentException();
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < attributes.size(); i++) {
                String part = parts.get(i + 1);
                values.add(part.isEmpty() ? null : attributes.get(i).parse(decode(part.substring(1))));
            }
            return values;
        } catch (RuntimeException malformed) {
            throw new CrmException.Invalid("cursor", "format", "must be the cursor of a page in the same order");
        }
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static String encode(String text) {
        return TEXT.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(TEXT.decode(text), StandardCharsets.UTF_8);
    }
}
