package io.guanxi.application.linkage;

import com.google.common.base.Splitter;
import io.guanxi.application.linkage.Table.Raw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which columns of one file are which of another: by what they are called, what they hold, and which values they share. */
final class ColumnMatching {

    private static final int SAMPLE = 20_000;
    private static final double LEAST = 0.3;
    private static final double ADDS = 0.2;

    /** Each line: what one thing is called. */
    private static final List<List<String>> NAMES = List.of(
            names("name,company,company name,firm,organisation,organization,account,business name,legal"
                    + " name,公司,公司名称,企业名称,名称,客户名称"),
            names("title,product,product name,item"),
            names("first name,given name,forename,firstname,givenname,vorname,fname,名"),
            names("last name,surname,family name,lastname,familyname,nachname,lname,姓"),
            names("full name,contact,contact name,person,姓名,联系人"),
            names("address,addr,street,street address,address 1,address line 1,strasse,地址,详细地址"),
            names("city,town,suburb,locality,place,ort,stadt,城市"),
            names("zip,zip code,zipcode,postcode,post code,postal code,plz,邮编,邮政编码"),
            names("state,province,region,county,bundesland,省,省份"),
            names("country,land,nation,国家"),
            names("phone,tel,telephone,phone number,telephone number,mobile,cell,telefon,电话,手机,联系电话"),
            names("e mail,email,mail,email address,邮箱,电子邮件"),
            names("date of birth,dob,birth date,birthdate,birthday,born,geburtsdatum,出生日期,生日"),
            names("web,website,url,homepage,site,网站,网址"),
            names("manufacturer,brand,maker,vendor,producer,品牌"),
            names("price,list price,cost,amount,价格"),
            names("description,desc,details,notes,描述"),
            names("type,category,kind,cuisine,industry,class,行业,类别"));

    private ColumnMatching() {}

    private static List<String> names(String line) {
        return Splitter.on(',').splitToList(line);
    }

    private record Score(int a, int b, double value) {}

    /** The columns of both that belong together; if none do, everything that there is as one text. */
    static List<Raw> raws(Records first, Records second) {
        List<Profile> left = profiles(first);
        List<Profile> right = profiles(second);
        List<Score> scores = new ArrayList<>();
        for (int a = 0; a < left.size(); a++) {
            for (int b = 0; b < right.size(); b++) {
                double score = score(left.get(a), right.get(b));
                if (score >= LEAST) {
                    scores.add(new Score(a, b, score));
                }
            }
        }
        scores.sort((one, other) -> Double.compare(other.value(), one.value()));
        List<SortedSet<Integer>> ofFirst = new ArrayList<>();
        List<SortedSet<Integer>> ofSecond = new ArrayList<>();
        Set<Integer> takenLeft = new HashSet<>();
        Set<Integer> takenRight = new HashSet<>();
        for (Score score : scores) {
            if (!takenLeft.contains(score.a()) && !takenRight.contains(score.b())) {
                takenLeft.add(score.a());
                takenRight.add(score.b());
                ofFirst.add(new TreeSet<>(List.of(score.a())));
                ofSecond.add(new TreeSet<>(List.of(score.b())));
            }
        }
        if (ofFirst.isEmpty()) {
            return List.of(together(first, everything(first), second, everything(second)));
        }
        widen(left, takenLeft, ofFirst, right, ofSecond);
        widen(right, takenRight, ofSecond, left, ofFirst);
        List<Raw> raws = new ArrayList<>();
        for (int k = 0; k < ofFirst.size(); k++) {
            raws.add(together(first, ofFirst.get(k), second, ofSecond.get(k)));
        }
        return raws;
    }

    /** Where one file has in two columns what the other has in one, such as a number and a street, they are put together. */
    private static void widen(
            List<Profile> columns,
            Set<Integer> taken,
            List<SortedSet<Integer>> matched,
            List<Profile> others,
            List<SortedSet<Integer>> with) {
        for (int c = 0; c < columns.size(); c++) {
            if (taken.contains(c)) {
                continue;
            }
            int best = -1;
            double most = ADDS;
            for (int k = 0; k < matched.size(); k++) {
                Set<String> known = new HashSet<>();
                matched.get(k).forEach(each -> known.addAll(columns.get(each).words));
                Profile other = others.get(with.get(k).first());
                double before = other.covered(known);
                known.addAll(columns.get(c).words);
                double added = other.covered(known) - before;
                if (added > most && columns.get(c).covered(other.words) > 0.2) {
                    most = added;
                    best = k;
                }
            }
            if (best >= 0) {
                matched.get(best).add(c);
            }
        }
    }

    private static SortedSet<Integer> everything(Records records) {
        SortedSet<Integer> all = new TreeSet<>();
        for (int i = 0; i < records.columns().size(); i++) {
            all.add(i);
        }
        return all;
    }

    private static double score(Profile a, Profile b) {
        double values = Math.sqrt(a.shared(b.values) * b.shared(a.values));
        double words = 0.8 * Math.sqrt(a.covered(b.words) * b.covered(a.words));
        double name = a.name.equals(b.name) ? 1 : sameThing(a.name, b.name) ? 0.9 : 0.5 * sharedWords(a.name, b.name);
        double kind = a.kind == b.kind ? 1 : a.kind == Kind.DATE || b.kind == Kind.DATE ? 0 : 0.5;
        if (a.values.isEmpty() || b.values.isEmpty()) {
            return name == 1 ? 1 : 0;
        }
        return kind == 0 ? 0 : 0.5 * name + 0.4 * Math.max(values, words) + 0.1 * kind;
    }

    private static boolean sameThing(String a, String b) {
        return NAMES.stream().anyMatch(names -> names.contains(a) && names.contains(b));
    }

    private static double sharedWords(String a, String b) {
        Set<String> left = new HashSet<>(Splitter.on(' ').splitToList(a));
        Set<String> right = new HashSet<>(Splitter.on(' ').splitToList(b));
        int all = left.size() + right.size();
        left.retainAll(right);
        return 2.0 * left.size() / all;
    }

    private static List<Profile> profiles(Records records) {
        List<Profile> profiles = new ArrayList<>();
        for (int i = 0; i < records.columns().size(); i++) {
            profiles.add(new Profile(records.columns().get(i), records.values(i)));
        }
        return profiles;
    }

    /** What a column is called and holds. */
    private static final class Profile {

        private final String name;
        private final Kind kind;
        private final Set<String> values = new HashSet<>();
        private final Set<String> words = new HashSet<>();

        Profile(String column, Dictionary dictionary) {
            name = String.join(
                    " ",
                    Splitter.onPattern("[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\p{N})")
                            .omitEmptyStrings()
                            .splitToList(Texts.folded(column)));
            List<String> sample = dictionary.texts().stream()
                    .limit(SAMPLE)
                    .map(Texts::folded)
                    .filter(text -> !text.isEmpty())
                    .toList();
            kind = Kind.of(sample);
            boolean dayFirst = Kind.dayFirst(sample);
            for (String text : sample) {
                values.add(kind.canonical(text, dayFirst));
                words.addAll(Texts.words(text));
            }
        }

        double shared(Set<String> others) {
            return share(values, others);
        }

        double covered(Set<String> others) {
            return share(words, others);
        }

        private static double share(Set<String> some, Set<String> others) {
            return some.isEmpty()
                    ? 0
                    : (double) some.stream().filter(others::contains).count() / some.size();
        }
    }

    private static Raw together(
            Records first, SortedSet<Integer> ofFirst, Records second, SortedSet<Integer> ofSecond) {
        Dictionary values = new Dictionary();
        int[] codes = new int[first.size() + second.size()];
        Arrays.setAll(
                codes,
                row -> values.code(
                        row < first.size() ? text(first, ofFirst, row) : text(second, ofSecond, row - first.size())));
        return new Raw(first.columns().get(ofFirst.first()), codes, values.sealed());
    }

    private static String text(Records records, SortedSet<Integer> columns, int row) {
        if (columns.size() == 1) {
            return records.text(columns.first(), row);
        }
        return String.join(
                " ", columns.stream().map(column -> records.text(column, row)).toList());
    }
}
