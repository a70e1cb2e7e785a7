package io.guanxi.examples.bench;

import io.guanxi.application.linkage.Link;
import io.guanxi.application.linkage.Linkage;
import io.guanxi.application.linkage.Links;
import io.guanxi.application.linkage.Records;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How fast duplicates are found among a million people, one in five of them twice with the mistakes of a clerk, what it takes of the
 * heap at most, and how much of what is there is found. {@code -Drecords=100000} for another number.
 */
public final class LinkageSpeed {

    private static final int RECORDS = Integer.getInteger("records", 1_000_000);
    private static final String[] SYLLABLES =
            ("ba,be,bo,da,de,do,fa,fe,ga,go,ha,he,jo,ka,ke,ki,la,le,li,lo,ma,me,mi,mo,na,ne,no,pa,pe,ra,re,ro,sa,se,so,ta,te,"
                            + "to,va,ve,wa,we,zi,zo")
                    .split(",");

    private LinkageSpeed() {}

    public static void main(String[] args) {
        Records records = records();
        long begin = System.nanoTime();
        Links links = Linkage.within(records).run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long right = links.all().stream().filter(LinkageSpeed::isRight).count();
        int there = RECORDS / 6;
        System.out.printf(
                Locale.ROOT,
                "%,d records in %.0f s, %,.0f a second, heap at most %,d MB; %,d of %,d pairs found, %,d wrong ones%n",
                RECORDS,
                seconds,
                RECORDS / seconds,
                peak() >> 20,
                right,
                there,
                links.all().size() - right);
    }

    private static boolean isRight(Link link) {
        return link.id1().equals("again " + link.id2()) || link.id2().equals("again " + link.id1());
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Five in six are people, one in six is one of them again. */
    private static Records records() {
        Records records = new Records(
                "id", List.of("given_name", "surname", "street", "city", "postcode", "born", "phone", "email"));
        Random random = new Random(1);
        int people = RECORDS - RECORDS / 6;
        String[] cities = names(400, 3, random);
        String[] streets = names(5_000, 3, random);
        String[] surnames = names(20_000, 3, random);
        String[] given = names(2_000, 2, random);
        for (int i = 0; i < people; i++) {
            int city = common(random, cities.length);
            String first = given[common(random, given.length)];
            String last = surnames[common(random, surnames.length)];
            String[] values = {
                first,
                last,
                1 + random.nextInt(200) + " " + streets[random.nextInt(streets.length)] + " street",
                cities[city],
                String.valueOf(10_000 + 20 * city + random.nextInt(20)),
                String.format(
                        Locale.ROOT,
                        "%d-%02d-%02d",
                        1940 + random.nextInt(65),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28)),
                "0" + (100 + city) + "-" + (1_000_000 + random.nextInt(9_000_000)),
                random.nextInt(3) == 0 ? "" : first + "." + last + random.nextInt(1_000) + "@mail.test"
            };
            records.add("p" + i, List.of(values));
            if (i < RECORDS / 6) {
                spoil(values, random);
                records.add("again p" + i, List.of(values));
            }
        }
        return records;
    }

    /** Small numbers come more often, as common names do. */
    private static int common(Random random, int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 2));
    }

    private static String[] names(int count, int syllables, Random random) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (int k = 0; k < syllables; k++) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            names[i] = name.toString();
        }
        return names;
    }

    private static void spoil(String[] values, Random random) {
        for (int mistake = 0; mistake < 3; mistake++) {
            int column = random.nextInt(values.length);
            String value = values[column];
            if (value.length() < 3 || random.nextInt(4) == 0) {
                values[column] = "";
            } else {
                int at = random.nextInt(value.length() - 1);
                values[column] =
                        value.substring(0, at) + value.charAt(at + 1) + value.charAt(at) + value.substring(at + 2);
            }
        }
    }
}
