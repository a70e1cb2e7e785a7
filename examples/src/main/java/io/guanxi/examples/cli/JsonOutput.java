package io.guanxi.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.guanxi.examples.cli.terminal.Figures;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.IOException;
import java.math.BigDecimal;

/** Answers for machines: JSON, and nothing but JSON. */
final class JsonOutput {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(BigDecimal.class, new ShortDecimals()))
            .enable(SerializationFeature.INDENT_OUTPUT);

    private JsonOutput() {}

    static void print(Terminal terminal, Object answer) {
        try {
            terminal.out().println(MAPPER.writeValueAsString(answer));
            terminal.out().flush();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** 0.6250000000 is 0.625, and ten million is no 1E+7. */
    private static final class ShortDecimals extends StdSerializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        ShortDecimals() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(Figures.plain(value));
        }
    }
}
