package io.guanxi.domain.notation;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.guanxi.domain.kernel.Check;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a company and what is left of it without its legal form: {@code 福州茉莉茶业} of {@code 福州茉莉茶业有限公司},
 * {@code Müller} of {@code Müller GmbH & Co. KG}, {@code Toyota} of {@code Toyota Corp.}. A branch stays:
 * {@code 北京甲乙上海分公司} of {@code 北京甲乙有限公司上海分公司}. A name that is nothing but a form is its own stem.
 *
 * @param name as it was given, without white space around it; at most 200 characters
 * @param stem in the characters of Unicode's NFKC, with single spaces
 */
public record CompanyName(String name, String stem) {

    private static final List<String> FORMS_BEHIND = longestFirst(
            // China, Hong Kong, Taiwan
            "有限责任公司",
            "有限責任公司",
            "股份有限公司",
            "有限公司",
            "股份公司",
            "股份合作公司",
            "公司",
            "特殊普通合伙企业",
            "普通合伙企业",
            "有限合伙企业",
            "合伙企业",
            "个人独资企业",
            "农民专业合作社",
            "(特殊普通合伙)",
            "(普通合伙)",
            "(有限合伙)",
            "(个人独资)",
            "(个体工商户)",
            // Japan, Korea
            "株式会社",
            "有限会社",
            "合同会社",
            "合資会社",
            "(株)",
            "(有)",
            "주식회사",
            "유한회사",
            "(주)");
    private static final List<String> FORMS_BEFORE =
            longestFirst("株式会社", "有限会社", "合同会社", "(株)", "(有)", "주식회사", "유한회사", "(주)");
    private static final Pattern BRANCH =
            Pattern.compile("(.{2,}?)(?:有限责任公司|股份有限公司|有限公司)(.{2,20}(?:分公司|办事处|分店|分行|支行|营业部))");

    /** Words of the Latin and the Cyrillic script, in small letters, without dots, spaces and accents. */
    private static final ImmutableSet<String> WORD_FORMS = ImmutableSet.copyOf(Splitter.on(' ')
            .split("gmbh mbh ggmbh gmbh&cokg gmbh&co gmbhcokg ag se kg kgaa ohg ek ev ug ughaftungsbeschrankt gbr"
                    + " co&kg agcokg inc incorporated corp corporation co company &co andco &company andcompany"
                    + " coltd coltda coinc collc llc lc llp lp lllp pc pllc ltd limited plc cic ltdco pty ptyltd"
                    + " propty proprietarylimited pteltd pte pvtltd pvt privatelimited pvtlimited sdnbhd bhd tbk"
                    + " sa sas sasu sarl eurl snc sca scs spa srl srls sapa scarl scrl sl slu sll sau sadecv"
                    + " sabdecv sapidecv srldecv ltda eireli epp bv nv vof cv bvba sprl as asa ab hb oy oyj aps"
                    + " ks kft bt nyrt zrt rt sro spolsro vos spzoo spj spk doo ad ood eood uab aib sia"
                    + " ou fze fzco fzllc dmcc wll kk gk ооо оао зао пао ао ип тов"));

    private static final ImmutableSet<String> WORD_FORMS_BEFORE =
            ImmutableSet.of("ооо", "оао", "зао", "пао", "ао", "ип", "тов", "pt", "cv");
    private static final int LONGEST_FORM = 5;

    private static final CharMatcher QUOTES = CharMatcher.anyOf("\"'«»“”„‚‘’《》");
    private static final CharMatcher AROUND =
            CharMatcher.whitespace().or(CharMatcher.anyOf(",;-–/&")).or(QUOTES);
    private static final Splitter WORDS =
            Splitter.on(CharMatcher.whitespace().or(CharMatcher.is(','))).omitEmptyStrings();
    private static final Pattern NOT_IN_FORMS = Pattern.compile("[^\\p{L}\\p{N}&]");
    private static final Pattern NOT_IN_KEYS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    /** The name with its stem. */
    public static CompanyName of(String text) {
        String name = Check.text("name", text, 200);
        String tidy =
                CharMatcher.whitespace().trimAndCollapseFrom(Normalizer.normalize(name, Normalizer.Form.NFKC), ' ');
        String stem = tidy;
        String before;
        do {
            before = stem;
            stem = without(stem);
        } while (!stem.equals(before));
        return new CompanyName(name, stem);
    }

    /** What two spellings of one company have in common: the letters and digits of the stem, small and without accents. */
    public String key() {
        String key = NOT_IN_KEYS.matcher(plain(stem)).replaceAll("");
        return key.isEmpty() ? plain(stem) : key;
    }

    private static String without(String name) {
        Matcher branch = BRANCH.matcher(name);
        if (branch.matches()) {
            return branch.group(1) + branch.group(2);
        }
        return signs(name)
                .or(() -> words(name))
                .map(AROUND::trimFrom)
                .filter(rest -> !rest.isEmpty())
                .orElse(name);
    }

    /** Forms of scripts that are written without spaces. A branch's last two signs belong to its name. */
    private static Optional<String> signs(String name) {
        if (name.endsWith("分公司")) {
            return Optional.empty();
        }
        for (String form : FORMS_BEHIND) {
            if (name.endsWith(form)) {
                return Optional.of(name.substring(0, name.length() - form.length()));
            }
        }
        return FORMS_BEFORE.stream()
                .filter(name::startsWith)
                .map(form -> name.substring(form.length()))
                .findFirst();
    }

    /** The longest row of last words that is a form together, as in {@code GmbH & Co. KG}; one word at least stays. */
    private static Optional<String> words(String name) {
        List<String> words = WORDS.splitToList(name);
        for (int count = Math.min(LONGEST_FORM, words.size() - 1); count > 0; count--) {
            List<String> last = words.subList(words.size() - count, words.size());
            if (WORD_FORMS.contains(form(String.join("", last)))) {
                return Optional.of(name.substring(0, startOfLast(name, words, count)));
            }
        }
        return words.size() > 1 && WORD_FORMS_BEFORE.contains(form(words.get(0)))
                ? Optional.of(
                        name.substring(name.indexOf(words.get(0)) + words.get(0).length()))
                : Optional.empty();
    }

    private static int startOfLast(String name, List<String> words, int count) {
        int start = name.length();
        for (int i = words.size() - 1; i >= words.size() - count; i--) {
            start = name.lastIndexOf(words.get(i), start - words.get(i).length());
        }
        return start;
    }

    private static String form(String words) {
        return NOT_IN_FORMS.matcher(plain(words)).replaceAll("");
    }

    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> longestFirst(String... forms) {
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()),
                ImmutableSet.copyOf(forms));
    }
}
