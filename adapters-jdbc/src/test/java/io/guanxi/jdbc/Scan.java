package io.guanxi.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Looks for texts byte by byte, and tells which of them it has found.
 *
 * @param texts what is looked for
 */
record Scan(List<String> texts) {

    private Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        String raw = new String(bytes, ISO_8859_1);
        texts.forEach(each -> {
            for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
                if (raw.contains(new String(each.getBytes(charset), ISO_8859_1))) {
                    found.add(each);
                }
            }
            if (raw.contains(asH2Writes(each))) {
                found.add(each);
            }
        });
        return found;
    }

    /** Nearly UTF-8, but H2 leaves out the highest bit of all bytes of a character but the first. */
    private static String asH2Writes(String text) {
        StringBuilder bytes = new StringBuilder();
        text.chars().forEach(each -> {
            if (each < 0x80) {
                bytes.append((char) each);
            } else if (each < 0x800) {
                bytes.append((char) (0xc0 | each >> 6)).append((char) (each & 0x3f));
            } else {
                bytes.append((char) (0xe0 | each >> 12))
                        .append((char) (each >> 6 & 0x3f))
                        .append((char) (each & 0x3f));
            }
        });
        return bytes.toString();
    }

    /** In all files of a directory. */
    Set<String> inFiles(Path directory) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                try {
                    found.addAll(in(Files.readAllBytes(each)));
                } catch (NoSuchFileException gone) {
                    // a server at work makes and removes files, and one that is gone tells nothing
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }

    /** The names of all tables of a CRM. */
    static List<String> tables(DataSource source) {
        try (Connection connection = source.getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
            return names.stream().filter(each -> each.startsWith("crm_")).toList();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** In all tables of a CRM. */
    Set<String> inTables(DataSource source) {
        Set<String> found = new TreeSet<>();
        List<String> tables = tables(source);
        assertThat(tables).contains("crm_event", "crm_key", "crm_claim", "crm_dead_letter", "crm_v_ticket");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            Object value = rows.getObject(i);
                            found.addAll(in(
                                    value instanceof byte[] bytes
                                            ? bytes
                                            : String.valueOf(value).getBytes(UTF_8)));
                        }
                    }
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return found;
    }
}
