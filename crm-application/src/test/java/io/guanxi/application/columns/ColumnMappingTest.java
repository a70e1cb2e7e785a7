package io.guanxi.application.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.columns.ColumnMapping.Column;
import io.guanxi.application.table.TableFile;
import io.guanxi.domain.SharedData;
import io.guanxi.domain.kernel.CrmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMappingTest {

    @TempDir
    private Path directory;

    /** Headers as these systems export them, and what each column is; - is what is left out. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Salesforce accounts | ORGANISATION | Account ID,Account Name,Account Owner,Billing Street,Billing"
                        + " City,Billing State/Province,Billing Zip/Postal Code,Billing"
                        + " Country,Phone,Fax,Website,Industry,Annual Revenue,Employees,Rating,Parent Account,Type,Created"
                        + " Date,Description |"
                        + " id,organisation-name,owner,street,city,province,postal-code,country,phone,fax,website,industry,annual-revenue,"
                        + "employees,level,parent,-,created-at,remark",
                "Salesforce contacts | PERSON | Contact ID,Salutation,First Name,Last Name,Account Name,Account"
                        + " ID,Title,Department,Email,Phone,Mobile,Mailing Street,Mailing City,Mailing"
                        + " Country,Birthdate,Reports To,Lead Source,Contact Owner |"
                        + " id,salutation,given-name,family-name,organisation-name,organisation-id,title,department,email,phone,mobile,"
                        + "street,city,country,birthday,reports-to,source,owner",
                "HubSpot companies | ORGANISATION | Record ID,Company name,Company owner,Phone"
                        + " Number,City,State/Region,Postal Code,Country/Region,Industry,Number of Employees,Annual"
                        + " Revenue,Create Date,Last Activity Date,Website URL,Year Founded |"
                        + " id,organisation-name,owner,phone,city,province,postal-code,country,industry,employees,annual-revenue,created-at,"
                        + "last-contact,website,founded-year",
                "HubSpot contacts | PERSON | Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone"
                        + " Number,Contact owner,Job Title,Associated Company,Lead Status |"
                        + " id,given-name,family-name,email,phone,mobile,owner,title,organisation-name,-",
                "Zoho accounts | ORGANISATION | Record Id,Account Owner.id,Account Owner,Account"
                        + " Name,Phone,Website,Industry,Employees,Billing Code,Created Time,Modified Time,Tag |"
                        + " id,-,owner,organisation-name,phone,website,industry,employees,postal-code,created-at,changed-at,tags",
                "EspoCRM accounts | ORGANISATION |"
                        + " id,name,website,emailAddress,phoneNumber,industry,billingAddressStreet,billingAddressCity,billingAddressState,"
                        + "billingAddressCountry,billingAddressPostalCode,description,createdAt,modifiedAt,assignedUserName"
                        + " | id,organisation-name,website,email,phone,industry,street,city,province,country,postal-code,remark,created-at,changed-at,owner",
                "EspoCRM contacts | PERSON |"
                        + " id,salutationName,firstName,lastName,accountName,accountId,title,emailAddress,phoneNumber,createdByName"
                        + " | id,salutation,given-name,family-name,organisation-name,organisation-id,title,email,phone,created-by",
                "Odoo partners | ORGANISATION | External ID,Display"
                        + " Name,Phone,Mobile,Email,Street,City,State,Zip,Country,Tax ID,Salesperson,Tags,Notes |"
                        + " id,organisation-name,phone,mobile,email,street,city,province,postal-code,country,uscc,owner,tags,remark",
                "Wukong customers | ORGANISATION | 客户名称(*),手机,电话,网址,客户行业,客户级别,客户来源,详细地址,下次联系时间,备注,负责人,创建人,创建时间,更新时间 |"
                        + " organisation-name,mobile,phone,website,industry,level,source,street,next-contact,remark,owner,created-by,created-at,changed-at",
                "Wukong contacts | PERSON"
                        + " | 姓名,客户名称,手机,电话,邮箱,职务,性别,是否关键决策人,备注"
                        + " | full-name,organisation-name,mobile,phone,email,title,sex,-,remark",
                "by hand | ORGANISATION"
                        + " | 公司全称,统一社会信用代码,公司联系电话,省份,城市,区县,员工人数,成立日期"
                        + " | -,uscc,phone,province,city,district,employees,founded-year"
            })
    void exportsAreRecognisedByTheirHeaders(String system, RecordKind kind, String header, String fields)
            throws IOException {
        ColumnMapping mapping = ColumnMapping.guess(kind, file(header + "\n"));
        assertThat(codes(mapping)).isEqualTo(fields);
        assertThat(mapping.columns()).allMatch(each -> (each.confidence() > 0.4) == (each.field() != null));
    }

    @Test
    void whatStandsInAColumnCounts() throws IOException {
        ColumnMapping mapping = ColumnMapping.guess(RecordKind.ORGANISATION, file("""
            x,code,email,phone,name
            info@acme.test,91350100M000100Y43,see remark,0591-88881234,Acme
            ann@ajax.test,91340600MA2PBN188W,none,+8613812341234,Ajax
            """));
        assertThat(codes(mapping)).isEqualTo("email,uscc,-,phone,organisation-name");
        assertThat(mapping.columns().get(0).confidence()).isEqualTo(0.7);
        assertThat(mapping.columns().get(3).confidence()).isEqualTo(1);
    }

    @Test
    void aMappingFileCorrectsTheGuess() throws IOException {
        ColumnMapping guess = ColumnMapping.guess(RecordKind.PERSON, file("First Name,Phone 1,Phone 2,Internal\n"));
        assertThat(codes(guess)).isEqualTo("given-name,phone,phone,-");
        ColumnMapping corrected =
                guess.corrected("{\"Phone 2\": \"mobile\", \"First Name\": null, \"Internal\": \"remark\"}");
        assertThat(codes(corrected)).isEqualTo("-,phone,mobile,remark");
        assertThat(corrected.column(ColumnField.MOBILE)).contains(new Column(2, "Phone 2", ColumnField.MOBILE, 1));
        assertThat(codes(guess.corrected(corrected.toJson()))).isEqualTo(codes(corrected));
        for (String wrong : List.of("[]", "{", "{\"Phone 3\": null}", "{\"Phone 2\": \"shoe-size\"}")) {
            assertThatThrownBy(() -> guess.corrected(wrong)).isInstanceOf(CrmException.Invalid.class);
        }
    }

    @Test
    void theImportSamplesAreRecognised() throws IOException {
        Optional<Path> set = SharedData.find("import-samples");
        if (set.isEmpty()) {
            assertThat(codes(ColumnMapping.guess(
                            RecordKind.PERSON, file("Index,First Name,Email\n1,Ann,ann@acme.test\n"))))
                    .isEqualTo("id,given-name,email");
            return;
        }
        assertThat(codes(guess(RecordKind.PERSON, set.get().resolve("datablist/customers-100.csv"))))
                .isEqualTo(
                        "-,id,given-name,family-name,organisation-name,city,country,phone,phone,email,created-at,website");
        assertThat(codes(guess(RecordKind.PERSON, set.get().resolve("datablist/people-100.csv"))))
                .isEqualTo("-,id,given-name,family-name,sex,email,phone,birthday,title");
        assertThat(codes(guess(RecordKind.ORGANISATION, set.get().resolve("datablist/organizations-100.csv"))))
                .isEqualTo("-,id,organisation-name,website,country,remark,founded-year,industry,employees");
        assertThat(codes(guess(RecordKind.PERSON, set.get().resolve("relational-crm/Contacts.csv"))))
                .isEqualTo("id,full-name,email,phone,city,province,country");
        assertThat(codes(guess(RecordKind.ORGANISATION, set.get().resolve("../crm-pipeline-maven/accounts.csv"))))
                .isEqualTo("organisation-name,industry,founded-year,annual-revenue,employees,-,parent");
    }

    @Test
    void eachNameIsOfOneFieldOfAKind() {
        for (RecordKind kind : RecordKind.values()) {
            List<String> names = Arrays.stream(ColumnField.values())
                    .flatMap(each -> each.names(kind).stream().distinct())
                    .toList();
            assertThat(names.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting())))
                    .allSatisfy((name, fields) ->
                            assertThat(fields).as(kind + " " + name).isEqualTo(1));
        }
    }

    private static ColumnMapping guess(RecordKind kind, Path file) {
        return ColumnMapping.guess(kind, TableFile.open(file));
    }

    private static String codes(ColumnMapping mapping) {
        return mapping.columns().stream()
                .map(each -> each.field() == null ? "-" : each.field().code())
                .collect(Collectors.joining(","));
    }

    private TableFile file(String text) throws IOException {
        return TableFile.open(Files.writeString(Files.createTempFile(directory, "table", ".csv"), text));
    }
}
