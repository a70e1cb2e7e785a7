package io.guanxi.application.columns;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.CrmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a column can be. Its names are compared by their letters and digits, in small letters and without a number behind: {@code
 * Phone 2} is a phone. Names of exports: Salesforce (Account, Contact), HubSpot (companies, contacts), Zoho (Accounts, Contacts),
 * EspoCRM, Odoo ({@code res.partner}), Wukong (客户, 联系人).
 */
public enum ColumnField {
    /** The number of the record in the system that it comes from. */
    ID(
            "id recordid externalid uid number no index key 编号 序号 客户编号 联系人编号",
            "accountid organizationid organisationid companyid customerid customernumber accountnumber companycode"
                    + " 公司编号",
            "contactid personid userid leadid customerid customernumber"),
    ORGANISATION_NAME(
            "",
            "name account accountname company companyname companydisplayname organization organisation organizationname"
                    + " organisationname customer customername client clientname displayname legalname"
                    + " 名称 客户 客户名称 公司 公司名称 企业名称 单位 单位名称 客户全称 企业 机构名称",
            "account accountname company companyname organization organisation organizationname organisationname"
                    + " employer associatedcompany parentname relatedcompany customer customername 公司 公司名称 客户 客户名称 单位 单位名称"
                    + " 所属客户 企业名称"),
    ORGANISATION_ID("", "", "accountid companyid organizationid organisationid associatedcompanyid parentid 公司编号"),
    FULL_NAME(
            "",
            "contactname primarycontact contactperson 联系人 联系人姓名 主要联系人",
            "name fullname contactname contact displayname leadname 姓名 名字 联系人 联系人姓名 联系人名称"),
    FAMILY_NAME("", "", "lastname familyname surname sn 姓 姓氏"),
    GIVEN_NAME("", "", "firstname givenname forename 名"),
    SALUTATION("", "", "salutation salutationname prefix honorific 称谓 称呼 尊称"),
    TITLE("", "", "title jobtitle position jobposition function role 职务 职位 职称 头衔 岗位"),
    DEPARTMENT("", "", "department dept division 部门"),
    USCC(
            "uscc unifiedsocialcreditcode creditcode socialcreditcode 统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号",
            "taxid vat vatnumber taxnumber",
            ""),
    EMAIL(
            "email emailaddress mail emails workemail personalemail secondaryemail primaryemail otheremail 邮箱 电子邮箱"
                    + " 电子邮件 邮件 邮箱地址 email地址",
            "companyemail",
            ""),
    MOBILE("mobile mobilephone mobilephonenumber cell cellphone mobilenumber 手机 手机号 手机号码 移动电话", "", ""),
    PHONE(
            "phone phonenumber telephone tel phoneno officephone workphone businessphone otherphone homephone"
                    + " directphone 电话 电话号码 固定电话 座机 联系电话 办公电话 公司电话 固话",
            "mainphone companyphone",
            "asstphone"),
    FAX("fax faxnumber 传真", "", ""),
    WEBSITE(
            "website websitelink web url homepage websiteurl companydomainname domain site weburl 网址 网站 官网 主页 公司网址",
            "",
            ""),
    INDUSTRY("industry sector businesstype vertical 行业 所属行业 客户行业 所属产业", "", ""),
    LEVEL("rating tier level grade customerlevel priority 级别 等级 客户级别 客户等级", "", ""),
    SOURCE("source leadsource originalsource customersource channel 来源 客户来源 线索来源", "", ""),
    EMPLOYEES(
            "",
            "employees noofemployees numberofemployees employeecount headcount staff size companysize 员工数 员工人数 人数 人员规模"
                    + " 员工规模",
            ""),
    ANNUAL_REVENUE("", "annualrevenue revenue turnover sales annualsales 年收入 年营业额 营业额 年营收 年销售额", ""),
    CURRENCY("currency currencycode currencyisocode 币种 货币", "", ""),
    FOUNDED_YEAR("", "founded yearfounded yearestablished foundedyear established 成立年份 成立时间 成立日期", ""),
    PARENT(
            "",
            "parentaccount parentcompany parentaccountname parentname parent subsidiaryof relatedcompany 母公司 上级公司 上级客户"
                    + " 总公司",
            ""),
    REPORTS_TO("", "", "reportsto reportingto manager supervisor 上级 直属上级 汇报对象"),
    STREET(
            "street address address1 streetaddress street1 addressstreet billingstreet mailingstreet shippingstreet"
                    + " billingaddressstreet mailingaddress 地址 详细地址 街道 通讯地址 公司地址 办公地址 联系地址",
            "",
            ""),
    DISTRICT("district county borough 区 区县 县区", "", ""),
    CITY("city town addresscity billingcity mailingcity shippingcity billingaddresscity 城市 市 所在城市 所在市", "", ""),
    PROVINCE(
            "state province region addressregion billingstateprovince mailingstateprovince stateregion stateprovince"
                    + " addressstate billingstate mailingstate shippingstate billingaddressstate stateid 省 省份 省市 州 所在省",
            "",
            ""),
    POSTAL_CODE(
            "zip zipcode postalcode postcode addresspostalcode billingzip billingpostalcode billingcode"
                    + " billingzippostalcode mailingzip mailingpostalcode mailingzippostalcode shippingpostalcode 邮编 邮政编码",
            "",
            ""),
    COUNTRY(
            "country countryregion addresscountry billingcountry mailingcountry shippingcountry billingaddresscountry"
                    + " countryid countrycode 国家 国家地区",
            "",
            ""),
    BIRTHDAY("", "", "birthday birthdate dateofbirth dob birthdateofbirth 生日 出生日期 出生年月"),
    SEX("", "", "sex gender 性别"),
    OWNER(
            "owner ownerid accountowner contactowner companyowner recordowner leadowner salesperson assigneduser"
                    + " assignedto assignedusername salesrep salesagent 负责人 业务员 所有人 客户负责人 销售 跟进人",
            "",
            ""),
    /** The public pool that the customer is in, instead of being owned. */
    POOL("pool publicpool customerpool accountpool 公海 所属公海 公海名称", "", ""),
    TAGS("tags tag labels label category categoryid categories 标签 分类", "", ""),
    REMARK("description notes note comment comments remark remarks memo about 备注 描述 说明 简介 客户备注", "", ""),
    CREATED_AT(
            "created createdat createdate createddate createdtime createdon creationdate dateadded subscriptiondate"
                    + " 创建时间 创建日期",
            "",
            ""),
    CREATED_BY("createdby createduser createdbyname creator 创建人", "", ""),
    CHANGED_AT(
            "modified modifiedat modifiedtime lastmodifieddate lastmodified lastupdatedon updatedat updated writedate"
                    + " 更新时间 修改时间 最后修改时间",
            "",
            ""),
    /** Whether the record is no more: {@code true} or {@code false}. */
    DELETED("deleted isdeleted 已删除 是否删除", "", ""),
    NEXT_CONTACT("nextcontact nextactivitydate nextfollowup nextstepdate 下次联系时间 下次跟进时间", "", ""),
    LAST_CONTACT("lastcontact lastactivitydate lastcontacted lastactivity 最后跟进时间 最近联系时间 最后联系时间", "", ""),
    /** How other systems call the record: {@code erp:4711}, several in lines. */
    IDENTITY("identities", "", ""),
    FURTHER_PLACES("", "", "furtheraccounts furtheremployers 其他任职 其他单位"),
    FURTHER_ADDRESSES("furtheraddresses 其他地址", "", ""),
    /** What a deal or a product is called. */
    NAME,
    /** What an activity or a ticket is about. */
    SUBJECT,
    CONTACT_NAME,
    CONTACT_ID,
    OPPORTUNITY_NAME,
    OPPORTUNITY_ID,
    TICKET_ID,
    ACTIVITY_ID,
    STAGE,
    STATUS,
    TYPE,
    CATEGORY,
    PRIORITY,
    CHANNEL,
    DIRECTION,
    /** What a deal is worth, or what a product costs. */
    AMOUNT,
    PRODUCT,
    NEXT_STEP,
    REASON,
    OUTCOME,
    SOLUTION,
    OPENED_ON,
    /** When a deal is expected to close, or has closed. */
    CLOSE_DATE,
    DUE_AT,
    HELD_AT,
    CLOSED_AT;

    /** Those of which a record has any number. */
    private static final Set<ColumnField> MANY =
            Set.of(EMAIL, PHONE, MOBILE, TAGS, REMARK, IDENTITY, FURTHER_PLACES, FURTHER_ADDRESSES);

    private final List<String> ofAny;
    private final List<String> ofOrganisations;
    private final List<String> ofPeople;

    ColumnField(String ofAny, String ofOrganisations, String ofPeople) {
        this.ofAny = names(ofAny);
        this.ofOrganisations = names(ofOrganisations);
        this.ofPeople = names(ofPeople);
    }

    /** One of neither organisations nor people: {@link OtherColumns} has its names. */
    ColumnField() {
        this("", "", "");
    }

    private static List<String> names(String names) {
        return ImmutableList.copyOf(names.isEmpty() ? new String[0] : names.split(" "));
    }

    /** As in mapping files: {@code given-name}. */
    public String code() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }

    /**
     * By its code; {@code name} is that of any kind.
     *
     * @throws CrmException.Invalid for another
     */
    public static ColumnField of(String code) {
        return ofCode(code)
                .orElseThrow(() -> new CrmException.Invalid(
                        "field",
                        "unknown",
                        "must be one of "
                                + Arrays.stream(values()).map(ColumnField::code).toList() + ", not " + code));
    }

    static Optional<ColumnField> ofCode(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    boolean isMany() {
        return MANY.contains(this);
    }

    /** All that such a column is called, those of this kind alone first; none if records of the kind have no such field. */
    List<String> names(RecordKind kind) {
        return switch (kind) {
            case PERSON ->
                ImmutableList.<String>builder().addAll(ofPeople).addAll(ofAny).build();
            case ORGANISATION ->
                ImmutableList.<String>builder()
                        .addAll(ofOrganisations)
                        .addAll(ofAny)
                        .build();
            case OPPORTUNITY, ACTIVITY, TICKET, PRODUCT, TRANSACTION, LEAD ->
                this == DELETED ? ofAny : names(OtherColumns.names(kind, this));
        };
    }
}
