package io.guanxi.domain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.domain.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "福州茉莉茶业有限公司 | 福州茉莉茶业",
                "福州茉莉茶业（集团）股份有限公司 | 福州茉莉茶业(集团)",
                "盼盼食品集团有限责任公司 | 盼盼食品集团",
                "天脊集团公司 | 天脊集团",
                "天脊集团 | 天脊集团",
                "上海甲乙投资管理合伙企业（有限合伙） | 上海甲乙投资管理",
                "北京甲乙律师事务所（特殊普通合伙） | 北京甲乙律师事务所",
                "北京甲乙有限公司上海分公司 | 北京甲乙上海分公司",
                "中国甲乙银行股份有限公司福州鼓楼支行 | 中国甲乙银行福州鼓楼支行",
                "甲乙（深圳）科技有限公司 | 甲乙(深圳)科技",
                "有限公司 | 有限公司",
                "株式会社甲乙 | 甲乙",
                "㈱甲乙 | 甲乙",
                "주식회사 한빛 | 한빛",
                "Acme | Acme",
                "Acme Inc. | Acme",
                "Acme, Inc | Acme",
                "ACME CORP | ACME",
                "Acme Co., Ltd. | Acme",
                "Acme Co.,Ltd | Acme",
                "Acme (China) Co., Ltd. | Acme (China)",
                "Acme Pty. Ltd. | Acme",
                "Acme (Pty) Ltd | Acme",
                "Acme L.L.C. | Acme",
                "Müller GmbH & Co. KG | Müller",
                "Müller GmbH | Müller",
                "Müller & Co. | Müller",
                "Müller and Company | Müller",
                "Beispiel UG (haftungsbeschränkt) | Beispiel",
                "Exemple S.à r.l. | Exemple",
                "Exemple SAS | Exemple",
                "Esempio S.p.A. | Esempio",
                "Ejemplo, S.A. de C.V. | Ejemplo",
                "Przykład Sp. z o.o. | Przykład",
                "Příklad s.r.o. | Příklad",
                "Voorbeeld B.V. | Voorbeeld",
                "Exempel AB | Exempel",
                "Contoh Sdn. Bhd. | Contoh",
                "PT Contoh Tbk | Contoh",
                "ООО «Пример» | Пример",
                "Grimes, Madden and Huff | Grimes, Madden and Huff",
                "Limited | Limited",
                "Visa Limited Edition | Visa Limited Edition",
                "Coca-Cola | Coca-Cola",
                "The Walt Disney Company | The Walt Disney"
            })
    void theStemIsTheNameWithoutItsLegalForm(String name, String stem) {
        assertThat(CompanyName.of(name)).isEqualTo(new CompanyName(name, stem));
    }

    @Test
    void spellingsOfOneCompanyShareAKey() {
        assertThat(List.of("Müller GmbH", "MULLER  G.m.b.H.", "Mu\u0308ller", "müller, gmbh"))
                .extracting(each -> CompanyName.of(each).key())
                .containsOnly("muller");
        assertThat(CompanyName.of("盼盼食品（集团）有限公司").key())
                .isEqualTo(CompanyName.of("盼盼食品(集团) 股份有限公司").key());
        assertThat(CompanyName.of("!!!").key()).isEqualTo("!!!");
    }

    /** A short name has no form; with any it is found again. */
    @Test
    void shortNamesAreTheirOwnStemsAndAreFoundAgain() throws IOException {
        Optional<Path> file = SharedData.find("zh-company-names/short_names_visible.txt");
        List<String> names = file.isPresent() ? Files.readAllLines(file.get()) : List.of("茉莉茶业", "江海集团", "双木林", "时间工厂");
        assertThat(names).isNotEmpty().allSatisfy(name -> {
            assertThat(CompanyName.of(name).stem()).isEqualTo(name);
            for (String form : List.of("有限公司", "有限责任公司", "股份有限公司", "合伙企业（有限合伙）", " Co., Ltd.")) {
                assertThat(CompanyName.of(name + form).stem()).isEqualTo(name);
            }
        });
    }
}
