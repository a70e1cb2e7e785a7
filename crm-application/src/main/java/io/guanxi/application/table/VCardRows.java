package io.guanxi.application.table;

import ezvcard.VCard;
import ezvcard.io.text.VCardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cards, one after the other, of vCard 2.1, 3.0 and 4.0 in any mixture; the columns are those that some card has. */
final class VCardRows implements Rows {

    private final VCardReader reader;
    private final List<String> header;
    private long card;

    private VCardRows(VCardReader reader, List<String> header) {
        this.reader = reader;
        this.header = header;
    }

    static List<String> header(Encoding.Opener text) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (VCardReader reader = new VCardReader(text.open())) {
            for (VCard each = reader.readNext(); each != null; each = reader.readNext()) {
                names.addAll(VCardCells.of(each).keySet());
            }
        }
        return names.stream().sorted(VCardCells.ORDER).toList();
    }

    static VCardRows open(Encoding.Opener text, List<String> header) throws IOException {
        return new VCardRows(new VCardReader(text.open()), header);
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        VCard next = reader.readNext();
        if (next == null) {
            return null;
        }
        Map<String, String> cells = VCardCells.of(next);
        List<String> row = new ArrayList<>(header.size());
        header.forEach(name -> row.add(cells.getOrDefault(name, "")));
        return new TableRow(++card, row, EnumSet.noneOf(Flaw.class));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
