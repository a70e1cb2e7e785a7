package io.guanxi.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.SharedData;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN | 13812341234 | +8613812341234",
                "CN | 138 1234 1234 | +8613812341234",
                "CN | 138-1234-1234 | +8613812341234",
                "CN | １３８１２３４１２３４ | +8613812341234",
                "CN | +86 138 1234 1234 | +8613812341234",
                "CN | 0086-138-1234-1234 | +8613812341234",
                "CN | 86 13812341234 | +8613812341234",
                "CN | (0591) 8888 1234 | +8659188881234",
                "CN | 0591－88881234 | +8659188881234",
                "CN | 0591-88881234-801 | +8659188881234",
                "CN | 0591-88881234转801 | +8659188881234",
                "CN | 400-820-8820 | +864008208820",
                "CN | +1 650-253-0000 | +16502530000",
                "GB | (020) 7946 0958 | +442079460958",
                "US | 1-800-FLOWERS | +18003569377",
                "us | 650.253.0000 x12 | +16502530000",
                "001 | +800 1234 5678 | +80012345678",
                "IT | 02 3661 8300 | +390236618300",
                "DE | 030/90 18 20 | +4930901820"
            })
    void readsNumbersAsPeopleWriteThem(String region, String text, String e164) {
        assertThat(PhoneReader.in(region).read(text)).isEqualTo(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZZ | 13812341234 | region",
                "ZZ | +999 12345678 | region",
                "CN | 12 | length",
                "CN | 138123412345678 | length",
                "CN | 19999 | unassigned",
                "US | 123-456-7890 | unassigned",
                "CN | none | format",
                "CN | info@acme.test | format",
                "CN | '' | required"
            })
    void whatNobodyCanCallIsRefused(String region, String text, String rule) {
        PhoneReader reader = region.equals("ZZ") ? PhoneReader.international() : PhoneReader.in(region);
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOfSatisfying(
                        CrmException.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::rule)
                                .containsExactly(rule));
    }

    @Test
    void extensionsAreTold() {
        assertThat(PhoneReader.in("CN").extension("0591-88881234-801")).hasValue("801");
        assertThat(PhoneReader.in("CN").extension("0591-88881234转801")).hasValue("801");
        assertThat(PhoneReader.in("US").extension("650.253.0000 x12")).hasValue("12");
        assertThat(PhoneReader.in("CN").extension("13812341234")).isEmpty();
    }

    @Test
    void aRegionHasANumberingPlan() {
        assertThatThrownBy(() -> PhoneReader.in("China"))
                .isInstanceOf(CrmException.Invalid.class)
                .hasMessageContaining("must be a region such as CN, not China");
    }

    /** One number of each kind in each region, as its neighbours and as foreigners dial it. */
    @Test
    void agreesWithTheExamplesOfTheNumberingPlans() throws IOException {
        Optional<Path> file = SharedData.find("phone-examples/phone_visible.csv");
        List<String> lines = file.isPresent()
                ? Files.readAllLines(file.get())
                : List.of(
                        "region,country_code,type,national_significant_number,e164",
                        "CN,86,mobile,13123456789,+8613123456789",
                        "DE,49,fixedLine,30123456,+4930123456",
                        "GB,44,fixedLine,1212345678,+441212345678");
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> {
            String[] cells = line.split(",", 6);
            PhoneNumber e164 = new PhoneNumber(cells[4]);
            assertThat(PhoneReader.international().read(cells[4])).isEqualTo(e164);
            assertThat(PhoneReader.in(cells[0]).read(cells[4])).isEqualTo(e164);
            assertThat(PhoneReader.in(cells[0]).read(cells[3])).isEqualTo(e164);
        });
    }
}
