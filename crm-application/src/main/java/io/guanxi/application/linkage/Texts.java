package io.guanxi.application.linkage;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.guanxi.application.internal.text.LegalForms;
import io.guanxi.application.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** Texts without what differs from one clerk to the next: case, accents, width, punctuation, legal forms, usual short forms. */
final class Texts {

    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

    /** Whole cells that say only that nothing is known. */
    private static final ImmutableSet<String> NOTHING = ImmutableSet.of(
            "n/a", "#n/a", "n.a.", "null", "nan", "none", "unknown", "not available", "\\n", "无", "未知", "不详");

    private static final ImmutableSet<String> LEGAL = ImmutableSet.copyOf(WORDS.split(
            "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg kgaa ohg gbr ug eg ev"
                    + " mbh sa sas sarl eurl srl spa snc bv nv cv vof oy oyj ab as asa aps kft zrt sp zoo doo pty pte pvt"
                    + " sdn bhd kk sl slu lda ltda"));

    /** Each line: how a word is known here, and how else it is written. */
    private static final ImmutableMap<String, String> SHORT = shortForms(
            "st street saint str strasse stre",
            "av ave avenue aven",
            "blvd boulevard blv boul bvd",
            "rd road",
            "dr drive doctor drv",
            "ln lane",
            "hwy highway hiway hgwy",
            "pkwy parkway pky pkway",
            "pl place plaza plz",
            "sq square",
            "ct court crt",
            "ctr center centre cntr",
            "cres crescent cr",
            "cct circuit",
            "cir circle circ",
            "tce terrace ter terr",
            "trl trail",
            "fwy freeway",
            "expy expressway",
            "rte route",
            "n north",
            "s south",
            "e east",
            "w west",
            "ne northeast",
            "nw northwest",
            "se southeast",
            "sw southwest",
            "fl floor flr",
            "ste suite",
            "apt apartment apartments apts",
            "bldg building bld",
            "rm room",
            "mt mount",
            "ft fort",
            "bet between btw bt betw",
            "nr near",
            "intl international",
            "mfg manufacturing",
            "assn association assoc",
            "dept department",
            "univ university",
            "bros brothers",
            "mgmt management",
            "tech technology technologies",
            "svc service services svcs",
            "natl national",
            "rest restaurant restaurants rstrnt",
            "and und",
            "1st first",
            "2nd second",
            "3rd third",
            "4th fourth",
            "5th fifth",
            "6th sixth",
            "7th seventh",
            "8th eighth",
            "9th ninth",
            "10th tenth",
            "no nr number num");

    private Texts() {}

    private static ImmutableMap<String, String> shortForms(String... lines) {
        ImmutableMap.Builder<String, String> forms = ImmutableMap.builder();
        for (String line : lines) {
            List<String> words = WORDS.splitToList(line);
            words.subList(1, words.size()).forEach(word -> forms.put(word, words.get(0)));
        }
        return forms.buildKeepingLast();
    }

    /** In lower case, of one width, without accents and outer space; empty if it says nothing. */
    static String folded(String raw) {
        String text = CharMatcher.whitespace().trimAndCollapseFrom(Plain.of(raw), ' ');
        return NOTHING.contains(text) || !hasContent(text) ? "" : text;
    }

    private static boolean hasContent(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The words of a folded text in their order, in their short forms, legal forms left out unless there is nothing else. */
    static List<String> words(String folded) {
        List<String> all = split(folded);
        List<String> words = new ArrayList<>(all.size());
        for (String word : all) {
            if (Plain.isHan(word.charAt(0))) {
                String rest = withoutLegalForm(word);
                if (!rest.isEmpty()) {
                    words.add(rest);
                }
            } else if (!LEGAL.contains(word)) {
                words.add(SHORT.getOrDefault(word, word));
            }
        }
        return words.isEmpty() ? all : words;
    }

    /** Words of letters and digits; an apostrophe and the dots of initials (u.s.a.) do not part them, Chinese script does. */
    private static List<String> split(String folded) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int sinceDot = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (word.length() > 0 && Plain.isHan(c) != Plain.isHan(word.charAt(0))) {
                    flush(word, words);
                    sinceDot = 0;
                }
                word.append(c);
                sinceDot++;
            } else if (c == '\''
                    || (c == '.' && sinceDot == 1 && i + 2 < folded.length() && folded.charAt(i + 2) == '.')) {
                sinceDot = 0;
            } else {
                if (c == '&' || c == '+') {
                    flush(word, words);
                    words.add("and");
                }
                flush(word, words);
                sinceDot = 0;
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String withoutLegalForm(String han) {
        if (LegalForms.contain(han)) {
            return "";
        }
        String rest = LegalForms.without(han);
        String bare = CharMatcher.anyOf("省市").removeFrom(rest);
        return rest.length() < 4 || bare.length() < 2 ? rest : bare;
    }

    /** A Chinese run as its overlapping pairs of characters, for its words are not marked; anything else as it is. */
    static void terms(String word, List<String> terms) {
        if (word.length() < 3 || !Plain.isHan(word.charAt(0))) {
            terms.add(word);
            return;
        }
        for (int i = 0; i + 2 <= word.length(); i++) {
            terms.add(word.substring(i, i + 2));
        }
    }

    static String digits(String text) {
        return CharMatcher.inRange('0', '9').retainFrom(text);
    }
}
