package io.guanxi.domain.kernel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/** The divisions of the first level with their two digits of GB/T 2260, by which all codes of Chinese regions begin. */
public enum Province {
    BEIJING("11", "北京市", "北京"),
    TIANJIN("12", "天津市", "天津"),
    HEBEI("13", "河北省", "河北"),
    SHANXI("14", "山西省", "山西"),
    INNER_MONGOLIA("15", "内蒙古自治区", "内蒙古"),
    LIAONING("21", "辽宁省", "辽宁"),
    JILIN("22", "吉林省", "吉林"),
    HEILONGJIANG("23", "黑龙江省", "黑龙江"),
    SHANGHAI("31", "上海市", "上海"),
    JIANGSU("32", "江苏省", "江苏"),
    ZHEJIANG("33", "浙江省", "浙江"),
    ANHUI("34", "安徽省", "安徽"),
    FUJIAN("35", "福建省", "福建"),
    JIANGXI("36", "江西省", "江西"),
    SHANDONG("37", "山东省", "山东"),
    HENAN("41", "河南省", "河南"),
    HUBEI("42", "湖北省", "湖北"),
    HUNAN("43", "湖南省", "湖南"),
    GUANGDONG("44", "广东省", "广东"),
    GUANGXI("45", "广西壮族自治区", "广西"),
    HAINAN("46", "海南省", "海南"),
    CHONGQING("50", "重庆市", "重庆"),
    SICHUAN("51", "四川省", "四川"),
    GUIZHOU("52", "贵州省", "贵州"),
    YUNNAN("53", "云南省", "云南"),
    TIBET("54", "西藏自治区", "西藏"),
    SHAANXI("61", "陕西省", "陕西"),
    GANSU("62", "甘肃省", "甘肃"),
    QINGHAI("63", "青海省", "青海"),
    NINGXIA("64", "宁夏回族自治区", "宁夏"),
    XINJIANG("65", "新疆维吾尔自治区", "新疆"),
    TAIWAN("71", "台湾省", "台湾"),
    HONG_KONG("81", "香港特别行政区", "香港"),
    MACAO("82", "澳门特别行政区", "澳门");

    private static final ImmutableMap<String, Province> BY_CODE =
            Maps.uniqueIndex(Arrays.asList(values()), Province::code);

    private final String code;
    private final String fullName;
    private final String shortName;

    Province(String code, String fullName, String shortName) {
        this.code = code;
        this.fullName = fullName;
        this.shortName = shortName;
    }

    public static Optional<Province> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Two digits. */
    public String code() {
        return code;
    }

    /** As in {@code 广西壮族自治区}. */
    public String fullName() {
        return fullName;
    }

    /** As in {@code 广西}. */
    public String shortName() {
        return shortName;
    }
}
