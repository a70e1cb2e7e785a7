package io.guanxi.application.columns;

import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;

/** What the columns of deals, activities, tickets, products and the like are called; a field that is not listed is none of theirs. */
final class OtherColumns {

    private static final String ACCOUNT = "account accountname company companyname organization organisation customer"
            + " customername associatedcompany partner client clientname parentname 客户 客户名称 公司 公司名称 所属客户";
    private static final String ACCOUNT_ID =
            "accountid companyid customerid organizationid organisationid associatedcompanyid partnerid 客户编号 公司编号";
    private static final String CONTACT =
            "contact contactname primarycontact associatedcontact contactperson 联系人 联系人姓名";
    private static final String OWNER_NAMES = "owner ownerid recordowner salesperson assigneduser assignedto assignee"
            + " assignedusername salesrep salesagent salesid 负责人 业务员 所有人 销售 跟进人 商机负责人";
    private static final String REMARKS =
            "description notes note comment comments remark remarks memo body details 备注 描述 说明 内容 跟进内容";
    private static final String CREATED =
            "created createdat createdate createddate createdtime createdon creationdate 创建时间 创建日期";
    private static final String AUTHOR = "createdby createduser createdbyname creator author 创建人";
    private static final String CHANGED =
            "modified modifiedat modifiedtime lastmodifieddate lastmodified updatedat updated 更新时间 修改时间";
    private static final String MONEY = "currency currencycode currencyisocode 币种 货币";

    private static final Table<RecordKind, ColumnField, String> NAMES =
            ImmutableTable.<RecordKind, ColumnField, String>builder()
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.ID,
                            "id recordid opportunityid dealid opportunitynumber number 编号 商机编号")
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.NAME,
                            "name opportunityname dealname opportunity deal title subject topic 商机名称 名称 商机")
                    .put(RecordKind.OPPORTUNITY, ColumnField.ORGANISATION_NAME, ACCOUNT)
                    .put(RecordKind.OPPORTUNITY, ColumnField.ORGANISATION_ID, ACCOUNT_ID)
                    .put(RecordKind.OPPORTUNITY, ColumnField.CONTACT_NAME, CONTACT)
                    .put(RecordKind.OPPORTUNITY, ColumnField.CONTACT_ID, "contactid personid")
                    .put(RecordKind.OPPORTUNITY, ColumnField.ACTIVITY_ID, "activityid")
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.STAGE,
                            "stage dealstage opportunitystage stagename salesstage status 阶段 商机阶段 销售阶段")
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.AMOUNT,
                            "amount value closevalue estimatedvalue expectedrevenue dealvalue dealamount"
                                    + " opportunityamount total price 金额 商机金额 预计金额")
                    .put(RecordKind.OPPORTUNITY, ColumnField.CURRENCY, MONEY)
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.CLOSE_DATE,
                            "closedate expectedclosedate closingdate expectedclosing expectedclose closedon dateclosed"
                                    + " 预计成交日期 成交日期 结单日期 预计成交时间")
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.OPENED_ON,
                            "opened openedon openedat engagedate startdate 开始日期")
                    .put(RecordKind.OPPORTUNITY, ColumnField.OWNER, OWNER_NAMES + " opportunityowner dealowner")
                    .put(RecordKind.OPPORTUNITY, ColumnField.PRODUCT, "product productname item 产品 产品名称")
                    .put(RecordKind.OPPORTUNITY, ColumnField.TYPE, "type kind opportunitytype dealtype 类型 商机类型")
                    .put(RecordKind.OPPORTUNITY, ColumnField.SOURCE, "source leadsource originalsource 来源 商机来源")
                    .put(RecordKind.OPPORTUNITY, ColumnField.NEXT_STEP, "nextstep 下一步")
                    .put(
                            RecordKind.OPPORTUNITY,
                            ColumnField.REASON,
                            "reason lostreason lossreason closedlostreason 输单原因")
                    .put(RecordKind.OPPORTUNITY, ColumnField.REMARK, REMARKS)
                    .put(RecordKind.OPPORTUNITY, ColumnField.CREATED_AT, CREATED)
                    .put(RecordKind.OPPORTUNITY, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.OPPORTUNITY, ColumnField.CHANGED_AT, CHANGED)
                    .put(RecordKind.ACTIVITY, ColumnField.ID, "id recordid activityid taskid eventid number 编号")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.SUBJECT,
                            "subject title name topic activityname summary 主题 标题")
                    .put(RecordKind.ACTIVITY, ColumnField.TYPE, "type activitytype tasktype kind 类型 跟进方式 跟进类型")
                    .put(RecordKind.ACTIVITY, ColumnField.ORGANISATION_NAME, ACCOUNT)
                    .put(RecordKind.ACTIVITY, ColumnField.ORGANISATION_ID, ACCOUNT_ID)
                    .put(RecordKind.ACTIVITY, ColumnField.CONTACT_NAME, CONTACT)
                    .put(RecordKind.ACTIVITY, ColumnField.CONTACT_ID, "contactid personid")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.OPPORTUNITY_NAME,
                            "opportunity opportunityname deal dealname 商机 商机名称")
                    .put(RecordKind.ACTIVITY, ColumnField.OPPORTUNITY_ID, "opportunityid dealid 商机编号")
                    .put(RecordKind.ACTIVITY, ColumnField.TICKET_ID, "ticketid caseid 工单编号")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.DUE_AT,
                            "dueat duedate deadline plannedat planneddate 计划时间 截止时间")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.HELD_AT,
                            "heldat date activitydate held startdate datetime starttime completedat time 时间 日期 跟进时间")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.STATUS,
                            "status completed done iscompleted closed isclosed state 状态 是否完成")
                    .put(RecordKind.ACTIVITY, ColumnField.OWNER, OWNER_NAMES)
                    .put(RecordKind.ACTIVITY, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.ACTIVITY, ColumnField.CREATED_AT, CREATED)
                    .put(RecordKind.ACTIVITY, ColumnField.CHANGED_AT, CHANGED)
                    .put(RecordKind.ACTIVITY, ColumnField.REMARK, REMARKS)
                    .put(RecordKind.ACTIVITY, ColumnField.OUTCOME, "outcome result calloutcome 结果 跟进结果")
                    .put(RecordKind.ACTIVITY, ColumnField.DIRECTION, "direction 方向")
                    .put(RecordKind.ACTIVITY, ColumnField.CHANNEL, "channel 渠道")
                    .put(
                            RecordKind.ACTIVITY,
                            ColumnField.NEXT_CONTACT,
                            "nextcontact nextactivitydate nextfollowup 下次联系时间 下次跟进时间")
                    .put(
                            RecordKind.TICKET,
                            ColumnField.ID,
                            "id recordid ticketid caseid casenumber ticketnumber number issueid 编号 工单编号 工单号")
                    .put(RecordKind.TICKET, ColumnField.SUBJECT, "subject title name summary ticketname 主题 标题")
                    .put(RecordKind.TICKET, ColumnField.TYPE, "type kind tickettype casetype issuetype 类型 工单类型")
                    .put(RecordKind.TICKET, ColumnField.STATUS, "status ticketstatus casestatus state stage 状态 工单状态")
                    .put(RecordKind.TICKET, ColumnField.PRIORITY, "priority severity urgency 优先级 紧急程度")
                    .put(RecordKind.TICKET, ColumnField.CHANNEL, "channel origin caseorigin source ticketchannel 渠道 来源")
                    .put(RecordKind.TICKET, ColumnField.CATEGORY, "category topic product productline 分类 类别")
                    .put(RecordKind.TICKET, ColumnField.OWNER, OWNER_NAMES + " agent ticketowner caseowner 处理人")
                    .put(RecordKind.TICKET, ColumnField.ORGANISATION_NAME, ACCOUNT)
                    .put(RecordKind.TICKET, ColumnField.ORGANISATION_ID, ACCOUNT_ID)
                    .put(RecordKind.TICKET, ColumnField.CONTACT_NAME, CONTACT + " requester")
                    .put(RecordKind.TICKET, ColumnField.CONTACT_ID, "contactid personid requesterid")
                    .put(
                            RecordKind.TICKET,
                            ColumnField.EMAIL,
                            "email emailaddress customeremail requesteremail contactemail 邮箱")
                    .put(RecordKind.TICKET, ColumnField.REMARK, REMARKS)
                    .put(RecordKind.TICKET, ColumnField.CREATED_AT, CREATED + " opened dateopened openedat submittedat")
                    .put(RecordKind.TICKET, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.TICKET, ColumnField.CHANGED_AT, CHANGED)
                    .put(
                            RecordKind.TICKET,
                            ColumnField.CLOSED_AT,
                            "closedat closed dateclosed closeddate resolvedat resolutiondate closedate 关闭时间 解决时间")
                    .put(RecordKind.TICKET, ColumnField.SOLUTION, "solution resolution 解决方案")
                    .put(
                            RecordKind.PRODUCT,
                            ColumnField.ID,
                            "sku id productcode itemno itemnumber productid code internalreference 产品编码 产品编号 编码")
                    .put(
                            RecordKind.PRODUCT,
                            ColumnField.NAME,
                            "name product productname itemname item title 名称 产品名称 产品")
                    .put(
                            RecordKind.PRODUCT,
                            ColumnField.CATEGORY,
                            "category series productfamily family productcategory group type 类别 分类 产品类别")
                    .put(
                            RecordKind.PRODUCT,
                            ColumnField.AMOUNT,
                            "price unitprice salesprice listprice saleprice standardprice amount 价格 单价 标准价格")
                    .put(RecordKind.PRODUCT, ColumnField.CURRENCY, MONEY + " pricecurrency")
                    .put(RecordKind.PRODUCT, ColumnField.STATUS, "active isactive status enabled 状态 是否上架")
                    .put(RecordKind.PRODUCT, ColumnField.CREATED_AT, CREATED)
                    .put(RecordKind.PRODUCT, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.PRODUCT, ColumnField.CHANGED_AT, CHANGED)
                    .put(RecordKind.TRANSACTION, ColumnField.ID, "id recordid transactionid")
                    .put(
                            RecordKind.TRANSACTION,
                            ColumnField.NAME,
                            "number ordernumber orderno orderid salesorder transactionnumber paymentnumber invoicenumber"
                                    + " 订单号 订单编号 编号 单号")
                    .put(RecordKind.TRANSACTION, ColumnField.TYPE, "type kind transactiontype 类型 交易类型")
                    .put(
                            RecordKind.TRANSACTION,
                            ColumnField.AMOUNT,
                            "amount total grandtotal ordertotal orderamount value 金额 总金额 订单金额")
                    .put(RecordKind.TRANSACTION, ColumnField.CURRENCY, MONEY)
                    .put(
                            RecordKind.TRANSACTION,
                            ColumnField.HELD_AT,
                            "date orderdate orderedat transactiondate paymentdate paidat datetime time 日期 时间 下单时间 订单日期 付款日期")
                    .put(RecordKind.TRANSACTION, ColumnField.STATUS, "status state orderstatus 状态 订单状态")
                    .put(RecordKind.TRANSACTION, ColumnField.ORGANISATION_NAME, ACCOUNT)
                    .put(RecordKind.TRANSACTION, ColumnField.ORGANISATION_ID, ACCOUNT_ID)
                    .put(RecordKind.TRANSACTION, ColumnField.CONTACT_NAME, CONTACT)
                    .put(RecordKind.TRANSACTION, ColumnField.CONTACT_ID, "contactid personid")
                    .put(RecordKind.TRANSACTION, ColumnField.SOURCE, "source system 来源")
                    .put(RecordKind.TRANSACTION, ColumnField.CHANNEL, "channel saleschannel store 渠道 门店")
                    .put(
                            RecordKind.TRANSACTION,
                            ColumnField.SUBJECT,
                            "subject title item items product products goods 商品 产品 主题 内容")
                    .put(RecordKind.TRANSACTION, ColumnField.CREATED_AT, CREATED)
                    .put(RecordKind.TRANSACTION, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.TRANSACTION, ColumnField.CHANGED_AT, CHANGED)
                    .put(RecordKind.LEAD, ColumnField.ID, "id recordid leadid prospectid leadnumber number 编号 线索编号")
                    .put(RecordKind.LEAD, ColumnField.OWNER, OWNER_NAMES + " leadowner 线索负责人")
                    .put(RecordKind.LEAD, ColumnField.CREATED_AT, CREATED)
                    .put(RecordKind.LEAD, ColumnField.CREATED_BY, AUTHOR)
                    .put(RecordKind.LEAD, ColumnField.CHANGED_AT, CHANGED)
                    .buildOrThrow();

    private OtherColumns() {}

    static String names(RecordKind kind, ColumnField field) {
        String names = NAMES.get(kind, field);
        return names == null ? "" : names;
    }
}
