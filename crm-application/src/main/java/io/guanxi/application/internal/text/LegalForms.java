package io.guanxi.application.internal.text;

import java.util.List;

/** What stands behind a company's name in Chinese and says only of what form it is. */
public final class LegalForms {

    /** Longest first, for each is looked for at the end of what the others have left. */
    private static final List<String> HAN =
            List.of("股份有限公司", "有限责任公司", "责任有限公司", "集团有限公司", "有限公司", "集团公司", "总公司", "分公司", "公司", "集团");

    private LegalForms() {}

    /** Whether the text is nothing but such a form. */
    public static boolean contain(String han) {
        return HAN.contains(han);
    }

    /** The text without its form, if two characters are left. */
    public static String without(String han) {
        String rest = han;
        for (String form : HAN) {
            if (rest.endsWith(form) && rest.length() >= form.length() + 2) {
                rest = rest.substring(0, rest.length() - form.length());
            }
        }
        return rest;
    }
}
