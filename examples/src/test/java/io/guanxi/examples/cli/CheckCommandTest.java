package io.guanxi.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final String HEADER = "value,valid,normalised,reason\n";

    @TempDir
    private Path directory;

    @Test
    void eachLineIsARowInItsOrder() throws IOException {
        Ran ran = Ran.crm("check", "uscc", file("91350100m000100y43\n91350100M000100Y44\n\n91350100M000100Y43"));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(HEADER
                        + "91350100m000100y43,true,91350100M000100Y43,\n"
                        + "91350100M000100Y44,false,,must have the right check character at place 18\n"
                        + ",false,,must not be blank\n"
                        + "91350100M000100Y43,true,91350100M000100Y43,\n");
    }

    @Test
    void valuesAreGivenBackAsTheyAre() throws IOException {
        assertThat(Ran.crm("check", "email", file("\uFEFFa@b.co\r\n\"Ann, Lee\"@b.co\r\n a@b.co \r\nb@b.co\r\n"))
                        .out())
                .isEqualTo(HEADER
                        + "a@b.co,true,a@b.co,\n"
                        + "\"\"\"Ann, Lee\"\"@b.co\",false,,must look like name@example.com\n"
                        + " a@b.co ,true,a@b.co,\n"
                        + "b@b.co,true,b@b.co,\n");
    }

    /** In a file whose lines end in line feeds, a carriage return is a part of the value. */
    @Test
    void onlyLineFeedsEndLines() throws IOException {
        assertThat(Ran.crm("check", "email", file("a@b.co\nb@b.co\r\nc\rd@b.co\n"))
                        .out())
                .isEqualTo(HEADER
                        + "a@b.co,true,a@b.co,\n"
                        + "\"b@b.co\r\",false,,must not contain control characters\n"
                        + "\"c\rd@b.co\",false,,must not contain control characters\n");
    }

    @Test
    void telephoneNumbersAreDialledSomewhere() throws IOException {
        String file = file("138 1234 1234\n+1 650-253-0000\nnone\n");
        assertThat(Ran.crm("check", "phone", "--region", "cn", file).out())
                .isEqualTo(HEADER
                        + "138 1234 1234,true,+8613812341234,\n"
                        + "+1 650-253-0000,true,+16502530000,\n"
                        + "none,false,,must be a telephone number\n");
        assertThat(Ran.crm("check", "phone", file).out())
                .contains("138 1234 1234,false,,\"must begin with + and a country's code")
                .contains("+1 650-253-0000,true");
        Ran nowhere = Ran.crm("check", "phone", "--region", "Nowhere", file);
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--region must be a region such as CN, not Nowhere");
    }

    @Test
    void anEmptyFileHasNoRowsAndAMissingOneIsTold() throws IOException {
        assertThat(Ran.crm("check", "email", file(""))).isEqualTo(new Ran(0, HEADER, ""));
        Ran missing = Ran.crm("check", "email", directory.resolve("none.txt").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).contains("none.txt is missing");
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(directory, "values", ".txt");
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
