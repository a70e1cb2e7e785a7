package io.guanxi.application.table;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.guanxi.domain.kernel.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** Every object has every name, so that a column that is empty is a column too. */
final class JsonWriter extends TableWriter {

    private final List<String> header;
    private final JsonGenerator json;

    JsonWriter(OutputStream out, List<String> header) throws IOException {
        super(header);
        Check.that(Set.copyOf(header).size() == header.size(), "header", "distinct", "must have different names");
        this.header = List.copyOf(header);
        json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    void row(List<String> cells) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < header.size(); i++) {
            json.writeStringField(header.get(i), i < cells.size() ? cells.get(i) : "");
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.close();
    }
}
