package io.guanxi.application.table;

import ezvcard.VCardVersion;
import ezvcard.io.text.VCardWriter;
import io.guanxi.domain.kernel.Check;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A card for each row. */
final class VCardTableWriter extends TableWriter {

    private final List<String> header;
    private final VCardWriter cards;

    VCardTableWriter(OutputStream out, List<String> header) {
        super(header);
        header.forEach(name -> Check.that(
                VCardCells.knows(name), "header", "column", "must name a part of a vCard, which " + name + " is not"));
        this.header = List.copyOf(header);
        cards = new VCardWriter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), VCardVersion.V4_0);
        cards.setAddProdId(false);
    }

    @Override
    void row(List<String> cells) throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byName.put(header.get(i), cells.get(i));
        }
        cards.write(VCardCells.card(byName));
    }

    @Override
    public void close() throws IOException {
        cards.close();
    }
}
