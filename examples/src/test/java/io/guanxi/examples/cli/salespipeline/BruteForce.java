package io.guanxi.examples.cli.salespipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The report, counted straight from the files and sharing no code with the product: its own reading of CSV, its own calendar, its
 * own arithmetic in doubles.
 */
public final class BruteForce {

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private final List<Map<String, String>> deals;
    private final Map<String, Map<String, String>> agents = new HashMap<>();
    private final Map<String, String> productNames = new HashMap<>();

    public BruteForce(Path folder) {
        deals = read(folder.resolve("sales_pipeline.csv"));
        read(folder.resolve("sales_teams.csv")).forEach(each -> agents.put(value(each, "sales_agent"), each));
        read(folder.resolve("products.csv"))
                .forEach(each -> productNames.put(squeeze(value(each, "product")), value(each, "product")));
    }

    /** One line of the report. */
    public static final class Line {
        public long count;
        public long won;
        public long lost;
        public long open;
        public double wonValue;
        private double daysWon;
        private double daysLost;

        public @Nullable Double winRate() {
            return won + lost == 0 ? null : (double) won / (won + lost);
        }

        public @Nullable Double averageWonValue() {
            return won == 0 ? null : wonValue / won;
        }

        public @Nullable Double averageDaysWon() {
            return won == 0 ? null : daysWon / won;
        }

        public @Nullable Double averageDaysLost() {
            return lost == 0 ? null : daysLost / lost;
        }
    }

    /** By the name of the group; the one without a name under the empty text. */
    public Map<String, Line> by(String dimension) {
        Map<String, Line> lines = new TreeMap<>();
        for (Map<String, String> deal : deals) {
            add(deal, lines.computeIfAbsent(group(dimension).apply(deal), any -> new Line()));
        }
        return lines;
    }

    public int deals() {
        return deals.size();
    }

    private Function<Map<String, String>, String> group(String dimension) {
        return switch (dimension) {
            case "owner" -> deal -> value(deal, "sales_agent");
            case "manager" -> deal -> value(agents.get(value(deal, "sales_agent")), "manager");
            case "region" -> deal -> value(agents.get(value(deal, "sales_agent")), "regional_office");
            case "product" -> deal -> productNames.get(squeeze(value(deal, "product")));
            case "account" -> deal -> value(deal, "account");
            case "quarter" -> deal -> quarter(value(deal, "close_date"));
            case "stage" -> deal -> value(deal, "deal_stage");
            default -> deal -> "all";
        };
    }

    private static void add(Map<String, String> deal, Line line) {
        line.count++;
        switch (value(deal, "deal_stage")) {
            case "Won" -> {
                line.won++;
                line.wonValue += Double.parseDouble(value(deal, "close_value"));
                line.daysWon += day(value(deal, "close_date")) - day(value(deal, "engage_date"));
            }
            case "Lost" -> {
                line.lost++;
                line.daysLost += day(value(deal, "close_date")) - day(value(deal, "engage_date"));
            }
            default -> line.open++;
        }
    }

    private static String quarter(String date) {
        return date.isEmpty()
                ? ""
                : date.substring(0, 4) + "-Q" + ((Integer.parseInt(date.substring(5, 7)) - 1) / 3 + 1);
    }

    /** Days since the year 0 began, in the Gregorian calendar. */
    private static long day(String date) {
        int year = Integer.parseInt(date.substring(0, 4));
        int month = Integer.parseInt(date.substring(5, 7));
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int before = year - 1;
        return 365L * year
                + before / 4
                - before / 100
                + before / 400
                + DAYS_BEFORE_MONTH[month - 1]
                + (leap && month > 2 ? 1 : 0)
                + Integer.parseInt(date.substring(8, 10));
    }

    private static String squeeze(String name) {
        return name.replace(" ", "").replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }

    private static String value(@Nullable Map<String, String> row, String column) {
        String value = row == null ? null : row.get(column);
        if (value == null) {
            throw new IllegalStateException("No " + column + " in " + row);
        }
        return value;
    }

    private static List<Map<String, String>> read(Path file) {
        try {
            List<List<String>> table = new ArrayList<>();
            Files.readString(file).lines().filter(each -> !each.isBlank()).forEach(each -> table.add(split(each)));
            List<Map<String, String>> rows = new ArrayList<>();
            for (List<String> fields : table.subList(1, table.size())) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    row.put(table.get(0).get(i), fields.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
