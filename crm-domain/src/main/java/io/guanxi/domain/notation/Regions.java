package io.guanxi.domain.notation;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Province;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The divisions of China, and addresses read by them. The provinces are known by themselves; cities and districts change every
 * year and come from the host, who has them from the Ministry of Civil Affairs or from his ERP.
 */
public final class Regions {

    private static final CharMatcher SEPARATORS = CharMatcher.whitespace().or(CharMatcher.anyOf(",、-/·|>"));
    private static final Pattern COUNTRY = Pattern.compile("^(中华人民共和国|中国)");

    /** Cities that stand in the table only so that each district has one; nobody writes them. */
    private static final Pattern NO_CITY = Pattern.compile("市辖区|县|.*直辖县级行政(区划|单位)");

    /** Behind a short name these make it the name of something else, unless a division follows: 北京 is a city, 北京东路 a street. */
    private static final Pattern OTHERWISE =
            Pattern.compile("[东西南北中内外]?[一二三四五六七八九十]?(路|街|道|大道|大街|巷|弄|里|胡同|桥|镇|乡|村|市|区|县|州|旗|盟|广场|大厦).*");

    private static final String PEOPLES = "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
            + "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春"
            + "|赫哲|门巴|珞巴|基诺";
    private static final List<Pattern> LONG_NAMES = List.of(
            Pattern.compile("(.{2,}?)(?:(?:" + PEOPLES + ")族?)*(?:各族)?自治[州县旗]"),
            Pattern.compile("(.{2,}?)(?:市|地区|盟|林区|新区|特区|区|县|旗)"));

    private final ImmutableMap<String, Region> byCode;
    private final ImmutableListMultimap<String, Region> bySpelling;
    private final int longest;

    private Regions(Map<String, Region> regions) {
        byCode = ImmutableMap.copyOf(regions);
        ImmutableListMultimap.Builder<String, Region> spellings = ImmutableListMultimap.builder();
        regions.values().stream().filter(each -> !isUnwritten(each)).forEach(each -> {
            spellings.put(each.name(), each);
            shortName(each).ifPresent(name -> {
                spellings.put(name, each);
                if (each.name().endsWith("自治州")) {
                    spellings.put(name + "州", each);
                }
            });
        });
        bySpelling = spellings.build();
        longest = bySpelling.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The provinces alone. */
    public static Regions ofProvinces() {
        return of(List.of());
    }

    /** The provinces, and these; of two with one code the later counts. */
    public static Regions of(Collection<Region> cities) {
        Map<String, Region> regions = new TreeMap<>();
        for (Province each : Province.values()) {
            regions.put(each.code(), new Region(each.code(), each.fullName()));
        }
        cities.forEach(each -> regions.put(each.code(), each));
        return new Regions(regions);
    }

    public Optional<Region> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * The address with the divisions that it begins with, in full or in short, with or without those between: {@code 福州鼓楼区…}
     * tells the province too. Where a name could be that of two divisions, none is taken.
     */
    public ChineseAddress read(String text) {
        String clean = Normalizer.normalize(Check.text("address", text, 500), Normalizer.Form.NFKC);
        String address = SEPARATORS.trimLeadingFrom(COUNTRY.matcher(clean).replaceFirst(""));
        List<Match> matches = new ArrayList<>();
        descend(address, new Match(null, 0, 0), matches);
        Match best = best(matches);
        Region last = best.region;
        return new ChineseAddress(
                above(last, 2), above(last, 4), above(last, 6), SEPARATORS.trimFrom(address.substring(best.end)));
    }

    private @Nullable Region above(@Nullable Region region, int digits) {
        if (region == null || region.code().length() < digits) {
            return null;
        }
        Region found = byCode.get(region.code().substring(0, digits));
        return found == null || isUnwritten(found) ? null : found;
    }

    /** All divisions whose names may follow, and what may follow them. */
    private void descend(String address, Match from, List<Match> matches) {
        for (int end = from.end + 2; end <= Math.min(address.length(), from.end + longest); end++) {
            String name = address.substring(from.end, end);
            for (Region next : bySpelling.get(name)) {
                boolean inFull = name.equals(next.name());
                if (mayFollow(from.region, next, inFull)) {
                    Match match = new Match(next, afterSeparators(address, end), from.letters + name.length());
                    if (inFull || !OTHERWISE.matcher(address.substring(end)).matches()) {
                        matches.add(match);
                    }
                    descend(address, match, matches);
                }
            }
        }
    }

    /** Lower divisions may; a city of the first level also twice, as in 上海市上海市; a district in short if its city is known. */
    private boolean mayFollow(@Nullable Region higher, Region next, boolean inFull) {
        String above = higher == null ? "" : higher.code();
        if (next.equals(higher)) {
            return above.length() == 2 && next.name().endsWith("市");
        }
        return next.code().startsWith(above)
                && (inFull || next.code().length() < 6 || above.length() == 4 || isNextBelow(above, next));
    }

    private boolean isNextBelow(String province, Region district) {
        Region city = byCode.get(district.code().substring(0, 4));
        return province.length() == 2 && city != null && isUnwritten(city);
    }

    /** What explains most of the text; of several the one above them all; if they are side by side, what explains less. */
    private static Match best(List<Match> matches) {
        List<Match> left = matches;
        while (!left.isEmpty()) {
            List<Match> most = largest(left, each -> each.letters);
            List<Match> highest = largest(most, Match::height);
            if (highest.stream().map(each -> each.region).distinct().count() == 1) {
                return highest.get(0);
            }
            left = left.stream().filter(each -> !most.contains(each)).toList();
        }
        return new Match(null, 0, 0);
    }

    private static List<Match> largest(List<Match> matches, ToIntFunction<Match> by) {
        int max =
                by.applyAsInt(matches.stream().max(Comparator.comparingInt(by)).orElseThrow());
        return matches.stream().filter(each -> by.applyAsInt(each) == max).toList();
    }

    private static boolean isUnwritten(Region region) {
        return region.code().length() == 4 && NO_CITY.matcher(region.name()).matches();
    }

    /** As in 福州 of 福州市, 延边 of 延边朝鲜族自治州, 内蒙古 of 内蒙古自治区. */
    private static Optional<String> shortName(Region region) {
        if (region.code().length() == 2) {
            return Province.of(region.code()).map(Province::shortName);
        }
        return LONG_NAMES.stream()
                .map(form -> form.matcher(region.name()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static int afterSeparators(String text, int from) {
        int end = from;
        while (end < text.length() && SEPARATORS.matches(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private record Match(@Nullable Region region, int end, int letters) {

        int height() {
            return region == null ? 0 : -region.code().length();
        }
    }
}
