package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @Test
    void theDemoTellsItsStoryOnce(@TempDir Path folder) {
        String db = "jdbc:h2:file:" + folder.resolve("demo");
        Ran first = Ran.crm("demo", "--db", db);
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("rows imported")
                .contains("Pipeline")
                .contains("Forecast")
                .contains("Leader board")
                .contains("林小雨")
                .contains("Where is the invoice?")
                .contains("Harbour Roasters")
                .contains("Try next");
        Ran second = Ran.crm("demo", "--db", db);
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("the second run changes nothing");
        assertThat(screens(second.out())).isEqualTo(screens(first.out()));
    }

    private static String screens(String out) {
        return out.substring(out.indexOf("Pipeline"));
    }
}
