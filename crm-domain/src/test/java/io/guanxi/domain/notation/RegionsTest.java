package io.guanxi.domain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.SharedData;
import io.guanxi.domain.kernel.Province;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {

    private static final List<Region> SAMPLE = List.of(
            new Region("1101", "市辖区"),
            new Region("110105", "朝阳区"),
            new Region("2113", "朝阳市"),
            new Region("2201", "长春市"),
            new Region("220104", "朝阳区"),
            new Region("2202", "吉林市"),
            new Region("220204", "船营区"),
            new Region("2224", "延边朝鲜族自治州"),
            new Region("222401", "延吉市"),
            new Region("3205", "苏州市"),
            new Region("320583", "昆山市"),
            new Region("3501", "福州市"),
            new Region("350102", "鼓楼区"),
            new Region("3201", "南京市"),
            new Region("320106", "鼓楼区"),
            new Region("4290", "省直辖县级行政区划"),
            new Region("429004", "仙桃市"),
            new Region("4403", "深圳市"),
            new Region("440305", "南山区"),
            new Region("4420", "中山市"),
            new Region("6325", "海南藏族自治州"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "福建省福州市鼓楼区五四路89号 | 350102 | 五四路89号",
                "福建福州鼓楼区五四路89号 | 350102 | 五四路89号",
                "福州鼓楼五四路89号 | 350102 | 五四路89号",
                "中国 福建省，福州市，鼓楼区，五四路89号 | 350102 | 五四路89号",
                "福建省/福州市/鼓楼区 | 350102 | ''",
                "北京市朝阳区建国路1号 | 110105 | 建国路1号",
                "北京市北京市朝阳区建国路1号 | 110105 | 建国路1号",
                "北京朝阳建国路1号 | 110105 | 建国路1号",
                "长春市朝阳区1号 | 220104 | 1号",
                "朝阳区建国路1号 | - | 朝阳区建国路1号",
                "鼓楼区1号 | - | 鼓楼区1号",
                "昆山市前进路1号 | 320583 | 前进路1号",
                "广东深圳南山区科技园 | 440305 | 科技园",
                "中山路1号 | - | 中山路1号",
                "北京东路1号 | - | 北京东路1号",
                "吉林市船营区1号 | 220204 | 1号",
                "吉林长春 | 2201 | ''",
                "吉林省延边州延吉市 | 222401 | ''",
                "海南 | 46 | ''",
                "湖北仙桃1号 | 429004 | 1号",
                "台湾省 | 71 | ''",
                "Main St 1 | - | Main St 1"
            })
    void addressesBeginWithTheirDivisions(String text, String code, String line) {
        ChineseAddress read = Regions.of(SAMPLE).read(text);
        assertThat(read.code()).isEqualTo(code);
        assertThat(read.line()).isEqualTo(line);
    }

    @Test
    void anAddressAsCustomersHaveIt() {
        var address = Regions.of(SAMPLE).read("北京朝阳建国路1号").toPostalAddress();
        assertThat(address.province()).isEqualTo("北京市");
        assertThat(address.city()).isEqualTo("北京市");
        assertThat(address.district()).isEqualTo("朝阳区");
        assertThat(address.line()).isEqualTo("建国路1号");
        assertThat(Regions.ofProvinces().read("福建省福州市五四路").toPostalAddress().line())
                .isEqualTo("福州市五四路");
    }

    /** Every district there is, written in full and in short, is found with its code, or is the name of several. */
    @Test
    void everyDivisionIsFound() {
        List<Region> all = all();
        Regions regions = Regions.of(all);
        for (Region region : all) {
            Region province = regions.find(region.code().substring(0, 2)).orElseThrow();
            String city = region.code().length() < 6
                    ? ""
                    : regions.find(region.code().substring(0, 4)).orElseThrow().name();
            String written = city.matches("市辖区|县|.*直辖.*") ? "" : city;
            String name = region.name();
            if (!name.matches("市辖区|县|.*直辖.*")) {
                assertThat(regions.read(province.name() + written + name + "幸福路1号"))
                        .as(region.toString())
                        .satisfies(read -> assertThat(read.code()).isEqualTo(region.code()))
                        .satisfies(read -> assertThat(read.line()).isEqualTo("幸福路1号"));
                String shortly = Province.of(province.code()).orElseThrow().shortName()
                        + written.replaceFirst("(?<=..)市$", "")
                        + name
                        + "1号";
                assertThat(regions.read(shortly).code()).as(shortly).isEqualTo(region.code());
            }
        }
    }

    private static List<Region> all() {
        Optional<Path> set = SharedData.find("zh-uscc-and-regions");
        if (set.isEmpty()) {
            return SAMPLE;
        }
        List<Region> all = new ArrayList<>();
        for (String file : List.of("cities.csv", "areas.csv")) {
            try (Stream<String> lines = Files.lines(set.get().resolve(file))) {
                lines.skip(1)
                        .map(line -> line.replace("\"", "").split(","))
                        .map(cells -> new Region(cells[0], cells[1]))
                        .forEach(all::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return all;
    }

    @Test
    void provincesAreThoseOfTheStandard() throws IOException {
        assertThat(Province.values()).hasSize(34);
        Optional<Path> file = SharedData.find("zh-uscc-and-regions/provinces.csv");
        List<String> lines = file.isPresent() ? Files.readAllLines(file.get()) : List.of("code,name", "35,\"福建省\"");
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(Province.of(line.substring(0, 2)))
                        .hasValueSatisfying(
                                each -> assertThat(line).isEqualTo(each.code() + ",\"" + each.fullName() + '"')));
    }
}
