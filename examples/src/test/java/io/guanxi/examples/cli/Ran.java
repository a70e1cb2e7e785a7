package io.guanxi.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that has run in this process, and what it said. */
record Ran(int code, String out, String err) {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Neither stream is a terminal. */
    static Ran crm(String... args) {
        return on(false, 80, args);
    }

    /** Standard output is a wide terminal with colours. */
    static Ran onTerminal(String... args) {
        return on(true, 200, args);
    }

    static Ran onTerminalOfWidth(int width, String... args) {
        return on(true, width, args);
    }

    private static Ran on(boolean terminal, int width, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CrmCommand.commandLine(
                        new Terminal(new PrintWriter(out), new PrintWriter(err), terminal, terminal, terminal, width))
                .execute(args);
        return new Ran(code, out.toString(), err.toString());
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(out);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("Not JSON alone: " + out + " " + err, broken);
        }
    }
}
