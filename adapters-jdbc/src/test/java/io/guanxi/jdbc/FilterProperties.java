package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.ViewSource;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Fields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Total;
import io.guanxi.application.view.Versioned;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.jdbc.Sample.Colour;
import io.guanxi.jdbc.Sample.SampleId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is asked, the databases answer as memory does. */
class FilterProperties {

    private static final TenantId ONE = new TenantId("one");
    private static final TenantId TWO = new TenantId("two");
    private static final List<HikariDataSource> POOLS = new ArrayList<>();
    private static final Map<String, Storage> STORAGES = new LinkedHashMap<>();

    @BeforeContainer
    static void open() {
        STORAGES.put("memory", InMemoryStorage.create());
        for (Databases.Kind kind : Databases.kinds()) {
            HikariDataSource pool = kind.pool();
            POOLS.add(pool);
            STORAGES.put(kind.name(), JdbcStorage.on(pool).createTables());
        }
        STORAGES.values().forEach(each -> each.open(List.of(Sample.TYPE), new Json(), finished -> {}));
    }

    @AfterContainer
    static void close() {
        STORAGES.values().forEach(Storage::close);
        STORAGES.clear();
        POOLS.forEach(HikariDataSource::close);
        POOLS.clear();
    }

    private static void fill(List<Sample> one, List<Sample> two) {
        STORAGES.values()
                .forEach(storage -> storage.transactions().executeInTransaction(() -> {
                    storage.views().clear(Sample.TYPE);
                    storage.views().put(Sample.TYPE, ONE, versioned(one));
                    storage.views().put(Sample.TYPE, TWO, versioned(two));
                }));
    }

    private static List<Versioned<Sample>> versioned(List<Sample> samples) {
        return samples.stream()
                .map(each -> new Versioned<>(each, each.words().size()))
                .toList();
    }

    /** What one storage answers to everything. */
    private static Map<String, Object> answers(
            ViewStore views, Filter<Sample> filter, List<Sort<Sample>> sorts, int limit, Grouping<Sample> grouping) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("count", views.count(Sample.TYPE, ONE, filter));
        answers.put("all", views.find(Sample.TYPE, new ViewSource.Query<>(ONE, filter, sorts, null, 1_000)));
        answers.put("paged", walked(views, filter, sorts, limit));
        answers.put(
                "by ids",
                Set.copyOf(views.byIds(
                        Sample.TYPE,
                        TWO,
                        LongStream.range(0, 20)
                                .mapToObj(each -> new UUID(0, each))
                                .toList(),
                        filter)));
        Set<Group> groups = Set.copyOf(views.group(Sample.TYPE, ONE, filter, grouping));
        answers.put("groups", groups);
        answers.put("of all tenants", ofAllTenants(views, filter, limit));
        return answers;
    }

    private static List<Versioned<Sample>> walked(
            ViewStore views, Filter<Sample> filter, List<Sort<Sample>> sorts, int limit) {
        List<Versioned<Sample>> walked = new ArrayList<>();
        List<@Nullable Object> after = null;
        while (true) {
            List<Versioned<Sample>> page =
                    views.find(Sample.TYPE, new ViewSource.Query<>(ONE, filter, sorts, after, limit));
            walked.addAll(page);
            if (page.size() < limit) {
                return walked;
            }
            Sample last = page.get(limit - 1).view();
            after = new ArrayList<>();
            for (Sort<Sample> sort : sorts) {
                after.add(sort.attribute().valueOf(last));
            }
            after.add(last.id().value());
        }
    }

    private static List<ViewStore.OfTenant<Sample>> ofAllTenants(ViewStore views, Filter<Sample> filter, int limit) {
        List<ViewStore.OfTenant<Sample>> walked = new ArrayList<>();
        ViewStore.OfTenant<Sample> last = null;
        while (true) {
            List<ViewStore.OfTenant<Sample>> page = views.findOfAllTenants(Sample.TYPE, filter, last, limit);
            walked.addAll(page);
            if (page.size() < limit) {
                return walked;
            }
            last = page.get(limit - 1);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void theDatabasesAnswerAsMemoryDoes(
            @ForAll("samples") List<Sample> one,
            @ForAll("samples") List<Sample> two,
            @ForAll("filters") Filter<Sample> filter,
            @ForAll("sorts") List<Sort<Sample>> sorts,
            @ForAll("groupings") Grouping<Sample> grouping) {
        fill(one, two);
        Map<String, Object> expected = answers(memory(), filter, sorts, 3, grouping);
        assertThat(expected.get("paged")).isEqualTo(expected.get("all"));
        STORAGES.forEach((name, storage) -> assertThat(answers(storage.views(), filter, sorts, 3, grouping))
                .as(name)
                .isEqualTo(expected));
    }

    private static ViewStore memory() {
        return Objects.requireNonNull(STORAGES.get("memory")).views();
    }

    // ---- what is made up
    // ------------------------------------------------------------------------------------------------

    /** No characters from U+E000 to U+FFFF beside those beyond: PostgreSQL orders them by code points, Java by code units. */
    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "", "a", "A", "ab", "a%", "a_", "a\\", "%", "_", "\\", "|", "a|b", "||", "\\p", "'", "\"", "?", "{0}",
                "é", "福", "福州", "😀", "😀a", "a😀", "😁", "i", "I", "ı", "ß", " ", "a ", "\t", "~", "\uD7FF");
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.of(-1L, 0L, 1L, 2L, 10L, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private static Arbitrary<BigDecimal> decimals() {
        return Arbitraries.of(
                        "0", "0.0", "1", "1.00", "1.000000005", "1.00000001", "-3.5", "12345678901234567890.12345678")
                .map(BigDecimal::new);
    }

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.of("1000-01-01", "1582-10-10", "2026-03-29", "9999-12-31")
                .map(LocalDate::parse);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.of(
                        "1000-01-01T00:00:00Z",
                        "2026-03-29T01:30:00Z",
                        "2026-03-29T01:30:00.000001Z",
                        "2026-03-29T01:30:00.000001999Z",
                        "9999-12-31T23:59:59.999999Z")
                .map(Instant::parse);
    }

    private static Arbitrary<SampleId> ids() {
        return Arbitraries.of(IDS).map(SampleId::new);
    }

    private static Arbitrary<Set<String>> words() {
        return texts().set().ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Sample>> samples() {
        Arbitrary<Sample> sample = Combinators.combine(
                        texts().injectNull(0.2),
                        Arbitraries.of(Colour.class).injectNull(0.3),
                        numbers().injectNull(0.3),
                        decimals().injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        days().injectNull(0.3),
                        times().injectNull(0.3),
                        Combinators.combine(ids().injectNull(0.3), words(), custom())
                                .as(Rest::new))
                .as((text, colour, number, decimal, flag, day, time, rest) -> new Sample(
                                new SampleId(new UUID(0, 0)),
                                text,
                                colour,
                                number,
                                decimal,
                                flag,
                                day,
                                time,
                                rest.other(),
                                rest.words())
                        .with(rest.custom()));
        return sample.list().ofMaxSize(12).map(FilterProperties::numbered);
    }

    private record Rest(@Nullable SampleId other, Set<String> words, Map<String, Object> custom) {}

    /** What custom fields may hold: texts that say something, numbers of eight decimals. */
    private static Arbitrary<Map<String, Object>> custom() {
        return Combinators.combine(
                        said().injectNull(0.4),
                        roundDecimals().injectNull(0.4),
                        Arbitraries.of("EUR 1.50", "CNY 1.00", "EUR -3.50").injectNull(0.4),
                        Arbitraries.of(true, false).injectNull(0.4),
                        days().injectNull(0.4),
                        times().injectNull(0.4),
                        said().set().ofMinSize(1).ofMaxSize(3).injectNull(0.4),
                        ids().injectNull(0.4))
                .as(FilterProperties::values);
    }

    private static Arbitrary<String> said() {
        return texts().filter(each -> !each.isBlank() && each.equals(each.strip()));
    }

    private static Arbitrary<BigDecimal> roundDecimals() {
        return decimals().filter(each -> each.stripTrailingZeros().scale() <= 8);
    }

    private static Map<String, Object> values(@Nullable Object... values) {
        List<String> names = List.of("motto", "seats", "budget", "gold", "born", "seen", "channels", "partner");
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                result.put(names.get(i), value);
            }
        }
        return result;
    }

    /** Ids that are ordered otherwise as signed numbers, or as a time and a place, than from left to right. */
    private static final List<UUID> IDS = List.of(
            new UUID(0, 0),
            new UUID(-1, -1),
            new UUID(0, 1),
            new UUID(0x0000_0001_0000_4000L, Long.MIN_VALUE),
            new UUID(0, 2),
            new UUID(0x4000L, Long.MIN_VALUE + 5));

    /** Each with an id of its own. */
    private static List<Sample> numbered(List<Sample> samples) {
        List<Sample> numbered = new ArrayList<>();
        for (Sample each : samples) {
            int number = numbered.size();
            numbered.add(new Sample(
                    new SampleId(number < IDS.size() ? IDS.get(number) : new UUID(0, number)),
                    each.text(),
                    each.colour(),
                    each.number(),
                    each.decimal(),
                    each.flag(),
                    each.day(),
                    each.time(),
                    each.other(),
                    each.words(),
                    each.custom()));
        }
        return numbered;
    }

    @Provide
    Arbitrary<Filter<Sample>> filters() {
        return Arbitraries.recursive(FilterProperties::plain, FilterProperties::combined, 0, 3);
    }

    private static Arbitrary<Filter<Sample>> plain() {
        return Arbitraries.oneOf(
                compared(Sample.TEXT, texts()),
                compared(Sample.NUMBER, numbers()),
                compared(Sample.DECIMAL, decimals()),
                compared(Sample.FLAG, Arbitraries.of(true, false)),
                compared(Sample.DAY, days()),
                compared(Sample.TIME, times()),
                equalTo(Sample.COLOUR, Arbitraries.of(Colour.class)),
                equalTo(Sample.OTHER, ids()),
                equalTo(Sample.WORDS, words()),
                texts().map(Sample.TEXT::startsWith),
                texts().map(Sample.TEXT::contains),
                texts().map(Sample.WORDS::has),
                texts().list().ofMaxSize(3).map(Sample.TEXT::in),
                ofFields(),
                Arbitraries.of(Filter.everything(), Filter.nothing()));
    }

    private static Arbitrary<Filter<Sample>> ofFields() {
        Fields<Sample> fields = Sample.FIELDS;
        return Arbitraries.oneOf(
                compared(fields.text("motto"), said()),
                compared(fields.number("seats"), decimals()),
                compared(fields.number("budget"), decimals()),
                compared(fields.currency("budget"), Arbitraries.of("EUR", "CNY", "USD")),
                compared(fields.flag("gold"), Arbitraries.of(true, false)),
                compared(fields.date("born"), days()),
                compared(fields.instant("seen"), times()),
                equalTo(fields.reference("partner", SampleId.class), ids()),
                equalTo(fields.choices("channels"), words()),
                texts().map(fields.text("motto")::contains),
                texts().map(fields.text("motto")::startsWith),
                texts().map(fields.choices("channels")::has));
    }

    private static <T> Arbitrary<Filter<Sample>> compared(Ordered<Sample, T> attribute, Arbitrary<T> values) {
        return Arbitraries.oneOf(
                equalTo(attribute, values),
                values.map(attribute::lessThan),
                values.map(attribute::atMost),
                values.map(attribute::moreThan),
                values.map(attribute::atLeast));
    }

    private static <T> Arbitrary<Filter<Sample>> equalTo(Attribute<Sample, T> attribute, Arbitrary<T> values) {
        return Arbitraries.oneOf(
                values.map(attribute::is),
                values.map(attribute::isNot),
                values.list().ofMaxSize(3).map(attribute::in),
                Arbitraries.of(attribute.absent(), attribute.present()));
    }

    private static Arbitrary<Filter<Sample>> combined(Arbitrary<Filter<Sample>> filters) {
        return Arbitraries.oneOf(
                filters.map(Filter::not),
                Combinators.combine(filters, filters).as(Filter::and),
                Combinators.combine(filters, filters).as(Filter::or),
                filters.map(each -> Sample.OTHER.of(Sample.TYPE, each)),
                filters.map(each ->
                        Sample.FIELDS.reference("partner", SampleId.class).of(Sample.TYPE, each)),
                Combinators.combine(filters, enough())
                        .as((each, enough) -> Sample.TYPE.having(Sample.TYPE, Sample.OTHER, each, enough)));
    }

    private static Arbitrary<Total<Sample>> enough() {
        return Arbitraries.of(
                Total.any(),
                Total.<Sample>count().moreThan(1),
                Total.<Sample>count().atLeast(new BigDecimal("1.5")),
                Total.of(Sample.NUMBER).atLeast(2),
                Total.of(Sample.DECIMAL).moreThan(0),
                Total.of(Sample.DECIMAL).atLeast(new BigDecimal("1.5")));
    }

    private static Arbitrary<Ordered<Sample, ?>> ordered() {
        return Arbitraries.of(
                Sample.TEXT,
                Sample.NUMBER,
                Sample.DECIMAL,
                Sample.FLAG,
                Sample.DAY,
                Sample.TIME,
                Sample.FIELDS.text("motto"),
                Sample.FIELDS.number("seats"),
                Sample.FIELDS.currency("budget"),
                Sample.FIELDS.instant("seen"));
    }

    @Provide
    Arbitrary<List<Sort<Sample>>> sorts() {
        Arbitrary<Sort<Sample>> sort = Combinators.combine(ordered(), Arbitraries.of(true, false))
                .as((attribute, descending) -> new Sort<>(attribute, descending));
        return sort.list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Grouping<Sample>> groupings() {
        Arbitrary<List<Attribute<Sample, ?>>> keys = Arbitraries.<Attribute<Sample, ?>>of(
                        Sample.TEXT,
                        Sample.COLOUR,
                        Sample.NUMBER,
                        Sample.DECIMAL,
                        Sample.FLAG,
                        Sample.DAY,
                        Sample.TIME,
                        Sample.OTHER,
                        Sample.FIELDS.text("motto"),
                        Sample.FIELDS.number("budget"),
                        Sample.FIELDS.flag("gold"),
                        Sample.FIELDS.reference("partner", SampleId.class))
                .list()
                .uniqueElements()
                .ofMaxSize(2);
        return Combinators.combine(keys, ordered(), filters())
                .as((by, attribute, where) -> new Grouping<Sample>(by, List.of())
                        .count("count")
                        .count("some", where)
                        .sum("sum", Sample.DECIMAL, where)
                        .sum("numbers", Sample.NUMBER, Sample.NUMBER.between(-100L, 100L))
                        .min("min", attribute, where)
                        .max("max", attribute, where));
    }

    // ---- by hand
    // --------------------------------------------------------------------------------------------------------

    @Example
    void longListsAreAskedForInOneStatement() {
        fill(List.of(), List.of());
        Sample sample = new Sample(
                new SampleId(new UUID(0, 1)),
                "n4999",
                null,
                4_999L,
                null,
                null,
                null,
                null,
                new SampleId(new UUID(1, 4_999)),
                Set.of());
        fill(List.of(sample), List.of());
        List<Long> numbers = LongStream.range(0, 5_000).boxed().toList();
        List<Filter<Sample>> filters = List.of(
                Sample.NUMBER.in(numbers),
                Sample.TEXT.in(numbers.stream().map(each -> "n" + each).toList()),
                Sample.OTHER.in(numbers.stream()
                        .map(each -> new SampleId(new UUID(1, each)))
                        .toList()),
                Sample.DECIMAL
                        .in(numbers.stream().map(BigDecimal::new).toList())
                        .not());
        STORAGES.forEach((name, storage) ->
                filters.forEach(filter -> assertThat(storage.views().count(Sample.TYPE, ONE, filter))
                        .as(name)
                        .isEqualTo(1)));
        List<UUID> ids =
                LongStream.range(0, 5_000).mapToObj(each -> new UUID(0, each)).toList();
        STORAGES.forEach(
                (name, storage) -> assertThat(storage.views().byIds(Sample.TYPE, ONE, ids, Filter.everything()))
                        .as(name)
                        .hasSize(1));
    }

    /** PostgreSQL has no place for NUL or half a surrogate pair; asking for one finds nothing instead of failing. */
    @Example
    void whatNoTextCanHoldIsFoundNowhere() {
        fill(List.of(), List.of());
        for (String impossible : List.of("a\0", "\uD83D", "\uDE00x")) {
            for (Filter<Sample> filter : List.of(
                    Sample.TEXT.is(impossible),
                    Sample.TEXT.startsWith(impossible),
                    Sample.TEXT.contains(impossible),
                    Sample.TEXT.in(impossible),
                    Sample.WORDS.has(impossible))) {
                STORAGES.forEach((name, storage) -> assertThat(storage.views().count(Sample.TYPE, ONE, filter))
                        .as(name)
                        .isZero());
            }
        }
    }
}
