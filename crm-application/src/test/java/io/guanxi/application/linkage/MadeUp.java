package io.guanxi.application.linkage;

import io.guanxi.application.internal.text.Pinyin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Files made up with the mistakes that people make, and which of their rows stand for the same thing. What only looks alike is in
 * them too: chains of one name, houses of several firms, families.
 */
final class MadeUp {

    final List<String> columns;
    final List<List<String>> rows = new ArrayList<>();
    final List<Integer> things = new ArrayList<>();
    /** By row: whether it is of the second file, if there are two. */
    final List<Boolean> ofSecond = new ArrayList<>();

    private MadeUp(String... columns) {
        this.columns = List.of(columns);
    }

    void add(int thing, boolean second, String... values) {
        rows.add(List.of(values));
        things.add(thing);
        ofSecond.add(second);
    }

    MadeUp shuffled(long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        MadeUp shuffled = new MadeUp(columns.toArray(new String[0]));
        for (int row : order) {
            shuffled.rows.add(rows.get(row));
            shuffled.things.add(things.get(row));
            shuffled.ofSecond.add(ofSecond.get(row));
        }
        return shuffled;
    }

    /** Only some of the columns. */
    MadeUp with(String... some) {
        MadeUp less = new MadeUp(some);
        for (int row = 0; row < rows.size(); row++) {
            List<String> values = new ArrayList<>();
            for (String column : some) {
                values.add(rows.get(row).get(columns.indexOf(column)));
            }
            less.rows.add(values);
        }
        less.things.addAll(things);
        less.ofSecond.addAll(ofSecond);
        return less;
    }

    Records records() {
        Records records = new Records("id", columns);
        for (int row = 0; row < rows.size(); row++) {
            records.add("r" + row, rows.get(row));
        }
        return records;
    }

    Records records(boolean second) {
        Records records = new Records("id", columns);
        for (int row = 0; row < rows.size(); row++) {
            if (ofSecond.get(row) == second) {
                records.add("r" + row, rows.get(row));
            }
        }
        return records;
    }

    Quality within() {
        Set<Long> truth = new HashSet<>();
        Map<Integer, List<Integer>> members = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Integer> same = members.computeIfAbsent(things.get(row), any -> new ArrayList<>());
            for (int other : same) {
                truth.add(Quality.pair(other, row));
            }
            same.add(row);
        }
        return Quality.of(Linkage.within(records()).run(), truth);
    }

    Quality between() {
        Set<Long> truth = new HashSet<>();
        for (int a = 0; a < rows.size(); a++) {
            for (int b = 0; b < rows.size(); b++) {
                if (!ofSecond.get(a) && ofSecond.get(b) && things.get(a).equals(things.get(b))) {
                    truth.add(Quality.pair(a, b));
                }
            }
        }
        return Quality.of(Linkage.between(records(false), records(true)).run(), truth);
    }

    // What firms, streets and people are called

    private static final String[] STREETS = ("sunset,ventura,melrose,la"
                    + " cienega,madison,lexington,park,main,church,mill,high,station,victoria,king,queen,broadway,mission,market,castro,divisadero,peachtree,piedmont,ponce"
                    + " de leon,"
                    + "roswell,lindbergh,canal,bleecker,mulberry,thompson,sullivan,columbus,amsterdam,wilshire,pico,olympic,"
                    + "robertson,beverly,fairfax,highland,cahuenga,riverside,magnolia,lankershim,colorado,lake,ocean,harbor")
            .split(",");
    private static final String[][] STREET_KINDS = {
        {"blvd.", "blvd", "boulevard", "bl."},
        {"ave.", "ave", "avenue", "av."},
        {"st.", "st", "street", "st."},
        {"rd.", "rd", "road", "rd."},
        {"dr.", "dr", "drive", "dr."},
        {"pl.", "pl", "place", "pl."}
    };
    private static final String[][] DIRECTIONS = {
        {"s. ", "s ", "south "}, {"n. ", "n ", "north "}, {"w. ", "w ", "west "}, {"e. ", "e ", "east "}
    };
    private static final String[][] CITIES = {
        {"los angeles", "hollywood", "la", "west la"},
        {"studio city", "los angeles", "studio city", "sherman oaks"},
        {"santa monica", "los angeles", "santa monica", "venice"},
        {"new york", "new york city", "manhattan", "ny"},
        {"brooklyn", "new york", "brooklyn", "brooklyn heights"},
        {"san francisco", "s.f.", "san francisco", "sf"},
        {"atlanta", "atlanta", "buckhead", "decatur"},
        {"las vegas", "las vegas", "n. las vegas", "vegas"},
        {"chicago", "chicago", "chicago loop", "evanston"}
    };
    private static final String[] AREAS = {"213", "818", "310", "212", "718", "415", "404", "702", "312"};
    private static final String[] FIRST =
            ("anna,maria,paul,george,louis,henry,victor,rosa,tony,joe,frank,carlo,bruno,pierre,"
                            + "marcel,hans,otto,felix,oscar,leon,max,arthur,walter,edith,clara,nina,lola,emma,ruth,sara,jack,harry,"
                            + "charlie,sam,ben,tom,will,james,john,mary,linda,susan,karen,lisa,nancy,betty,helen,sandra,donna,carol")
                    .split(",");
    private static final String[] LAST =
            ("smith,johnson,brown,taylor,miller,wilson,moore,clark,lewis,walker,hall,young,king,"
                            + "wright,hill,green,baker,adams,nelson,carter,mitchell,roberts,turner,phillips,campbell,parker,evans,"
                            + "edwards,collins,stewart,morris,rogers,reed,cook,morgan,bell,murphy,bailey,cooper,richardson,cox,howard,"
                            + "ward,peterson,gray,ramirez,watson,brooks,kelly,sanders,price,bennett,wood,barnes,ross,henderson,"
                            + "coleman,jenkins,perry,powell,long,patterson,hughes,flores,washington,butler,simmons,foster,gonzales,"
                            + "bryant,alexander,russell,griffin,diaz,hayes,myers,ford,hamilton,graham,sullivan,wallace,woods,cole")
                    .split(",");
    private static final String[] PLACES =
            ("ocean,garden,palace,harbor,river,mountain,golden,silver,blue,red,green,royal,grand,"
                            + "little,old,new,city,village,corner,park,lotus,dragon,bamboo,jade,olive,vine,lemon,pepper,saffron,basil,"
                            + "lion,eagle,falcon,dolphin,fox,wolf,star,moon,sun,cloud,stone,iron,copper,crystal,velvet,amber")
                    .split(",");
    private static final String[][] KINDS = {
        {"restaurant", "rest.", ""},
        {"delicatessen", "deli", "deli"},
        {"cafe", "café", ""},
        {"grill", "grill", ""},
        {"bar & grill", "bar and grill", "bar & grille"},
        {"steak house", "steakhouse", "steaks"},
        {"pizzeria", "pizza", "pizzeria"},
        {"bistro", "bistro", ""},
        {"kitchen", "kitchen", ""},
        {"trattoria", "trattoria", ""},
        {"oyster bar", "oyster bar", "oyster bar & restaurant"},
        {"tea house", "teahouse", "tea room"}
    };
    private static final String[] CUISINES =
            "american,italian,french,chinese,seafood,steakhouses,delis,californian,asian,mexican,cafeterias,coffee shops"
                    .split(",");

    private static String any(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }

    private static String lettersChanged(Random random, String text) {
        if (text.length() < 4) {
            return text;
        }
        int at = 1 + random.nextInt(text.length() - 2);
        char letter = (char) ('a' + random.nextInt(26));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + letter + text.substring(at);
            case 2 -> text.substring(0, at) + letter + text.substring(at + 1);
            default -> text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
        };
    }

    private static String perhaps(Random random, double chance, String text, UnaryOperator<String> change) {
        return random.nextDouble() < chance ? change.apply(text) : text;
    }

    /** A place that two guides list. */
    private static final class Place {
        private String stem = "";
        private int kind;
        private int number;
        private int street;
        private int streetKind;
        private int direction;
        private int city;
        private String phone = "";
        private int cuisine;

        Place at(Random random) {
            city = random.nextInt(CITIES.length);
            number = 1 + random.nextInt(random.nextInt(3) == 0 ? 12_000 : 900);
            street = random.nextInt(STREETS.length);
            streetKind = random.nextInt(STREET_KINDS.length);
            direction = random.nextInt(12);
            phone = AREAS[city]
                    + (200 + random.nextInt(800))
                    + String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
            return this;
        }

        Place called(Random random) {
            stem = switch (random.nextInt(6)) {
                case 0 -> any(random, FIRST) + "'s";
                case 1 -> any(random, LAST) + "'s";
                case 2 -> any(random, PLACES) + " " + any(random, PLACES);
                case 3 -> "the " + any(random, PLACES) + " " + any(random, LAST);
                case 4 -> any(random, FIRST) + " " + any(random, LAST) + "'s";
                default -> any(random, LAST) + " & " + any(random, LAST);
            };
            kind = random.nextInt(KINDS.length + 6);
            cuisine = random.nextInt(CUISINES.length);
            return this;
        }

        String[] listed(Random random, boolean second) {
            int way = second ? 1 : 0;
            String kindText = kind < KINDS.length ? KINDS[kind][second ? random.nextInt(3) : 0] : "";
            String name = (stem + " " + kindText).strip();
            if (second) {
                name = perhaps(random, 0.3, name, text -> text.replace(" & ", " and "));
                name = perhaps(random, 0.2, name, text -> text.replaceFirst("^the ", ""));
                name = perhaps(random, 0.06, name, text -> text + " at the " + any(random, PLACES));
                name = perhaps(random, 0.05, name, text -> lettersChanged(random, text));
                name = perhaps(random, 0.05, name, text -> text.replace("'s", ""));
                name = perhaps(random, 0.04, name, text -> text + " (" + CITIES[city][0] + ")");
                name = perhaps(random, 0.03, name, text -> text.replaceFirst("^(\\S+) (\\S+)$", "$2 $1"));
            }
            String streetText = STREETS[street] + " " + STREET_KINDS[streetKind][second ? random.nextInt(4) : 0];
            String address = number + " "
                    + (direction < 4 && (!second || random.nextInt(6) > 0)
                            ? DIRECTIONS[direction][second ? random.nextInt(3) : 0]
                            : "")
                    + streetText;
            if (second) {
                address = perhaps(random, 0.08, address, text -> text + " near " + any(random, STREETS) + " st.");
                address = perhaps(random, 0.06, address, text -> text + " " + CITIES[city][0]);
                address = perhaps(random, 0.05, address, text -> text + " suite " + (1 + random.nextInt(400)));
                address = perhaps(random, 0.03, address, text -> lettersChanged(random, text));
                address = perhaps(random, 0.03, address, text -> text.replaceFirst("^\\d+ ", ""));
            }
            String cityText = CITIES[city][second && random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0];
            String number10 = phone;
            if (second) {
                number10 = perhaps(random, 0.04, phone, text -> text.substring(0, 6) + (1_000 + random.nextInt(9_000)));
                number10 = perhaps(random, 0.02, number10, text -> "800" + text.substring(3));
            }
            String formatted = way == 0
                    ? number10.substring(0, 3) + "/" + number10.substring(3, 6) + "-" + number10.substring(6)
                    : number10.substring(0, 3) + any(random, "-", "-", "-", " ", ".") + number10.substring(3, 6) + "-"
                            + number10.substring(6);
            String type = CUISINES[second && random.nextInt(2) == 0 ? random.nextInt(CUISINES.length) : cuisine];
            return new String[] {name, address, cityText, formatted, type};
        }
    }

    /**
     * Restaurants of two guides. One in ten is one of a chain, some share a house or a telephone.
     *
     * @param both which part is in both guides
     */
    static MadeUp restaurants(int things, double both, long seed) {
        Random random = new Random(seed);
        MadeUp file = new MadeUp("name", "addr", "city", "phone", "type");
        List<Place> places = new ArrayList<>();
        for (int thing = 0; thing < things; thing++) {
            Place place = new Place().at(random).called(random);
            if (thing > 20 && random.nextInt(10) == 0) {
                Place chain = places.get(random.nextInt(20));
                place.stem = chain.stem;
                place.kind = chain.kind;
                place.cuisine = chain.cuisine;
                if (random.nextInt(2) == 0) {
                    place.city = chain.city;
                    place.phone = AREAS[place.city] + place.phone.substring(3);
                }
            } else if (thing > 20 && random.nextInt(25) == 0) {
                Place house = places.get(random.nextInt(thing));
                place.number = house.number;
                place.street = house.street;
                place.streetKind = house.streetKind;
                place.direction = house.direction;
                place.city = house.city;
                place.phone = random.nextInt(2) == 0 ? house.phone : AREAS[place.city] + place.phone.substring(3);
            }
            places.add(place);
            boolean inBoth = random.nextDouble() < both;
            boolean inSecond = !inBoth && random.nextBoolean();
            if (!inSecond) {
                file.add(thing, false, place.listed(random, false));
            }
            if (inBoth || inSecond) {
                file.add(thing, true, place.listed(random, true));
            }
        }
        return file.shuffled(seed);
    }

    private static final String[] FORMS = {
        "Inc.", "Inc", "LLC", "Corp.", "Corporation", "Ltd", "Limited", "GmbH", "Co.", "Company", ""
    };
    private static final String[] TRADES =
            ("Software,Logistics,Consulting,Foods,Textiles,Chemicals,Motors,Electronics,Systems,"
                            + "Technologies,Holdings,Partners,Industries,Services,Solutions,Media,Design,Energy,Pharma,Trading,"
                            + "Manufacturing,International,Group,Laboratories,Instruments,Packaging,Printing,Construction")
                    .split(",");

    /** Firms in a directory with a few duplicates, each differing in a few ways; offices of one firm in several cities. */
    static MadeUp firms(int things, double twice, long seed) {
        Random random = new Random(seed);
        MadeUp file = new MadeUp("Company", "Street", "Postal Code", "City", "Telephone", "Web", "Employees");
        String[] last = null;
        int row = 0;
        for (int thing = 0; thing < things; thing++) {
            int city = random.nextInt(CITIES.length);
            String stem = switch (random.nextInt(4)) {
                case 0 -> capital(any(random, LAST)) + " " + any(random, TRADES);
                case 1 -> capital(any(random, PLACES)) + capital(any(random, PLACES)) + " " + any(random, TRADES);
                case 2 -> capital(any(random, LAST)) + " & " + capital(any(random, LAST));
                default -> capital(any(random, PLACES)) + " " + capital(any(random, LAST)) + " " + any(random, TRADES);
            };
            String zip = String.format(Locale.ROOT, "%d%04d", city, random.nextInt(60));
            String street = (1 + random.nextInt(2_000)) + " " + capital(any(random, STREETS)) + " "
                    + STREET_KINDS[random.nextInt(STREET_KINDS.length)][2];
            String phone = AREAS[city]
                    + (200 + random.nextInt(800))
                    + String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
            String web = "www." + stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + ".com";
            if (last != null && random.nextInt(12) == 0) {
                stem = last[0];
                web = last[5];
            } else if (last != null && random.nextInt(20) == 0) {
                street = last[1];
                zip = last[2];
                city = Integer.parseInt(last[6]);
            }
            last = new String[] {stem, street, zip, "", "", web, String.valueOf(city)};
            int copies = random.nextDouble() < twice ? 2 + random.nextInt(5) / 4 : 1;
            for (int copy = 0; copy < copies; copy++) {
                boolean other = copy > 0;
                String name = (stem + " " + any(random, FORMS)).strip();
                if (other) {
                    name = perhaps(random, 0.15, name, text -> lettersChanged(random, text));
                    name = perhaps(random, 0.1, name, text -> text.toUpperCase(Locale.ROOT));
                    name = perhaps(random, 0.1, name, text -> text.replaceFirst(" \\S+$", ""));
                }
                boolean moved = other && random.nextInt(12) == 0;
                String at = !other
                        ? street
                        : moved
                                ? (1 + random.nextInt(2_000)) + " " + capital(any(random, STREETS)) + " St"
                                : street.replace("street", any(random, "St", "St.", "street"))
                                        .replace("avenue", any(random, "Ave", "Avenue"));
                String tel = other && random.nextInt(10) == 0 ? "" : phone;
                String format = switch (random.nextInt(5)) {
                    case 0 -> "(%s) %s-%s";
                    case 1 -> "+1 %s %s %s";
                    case 2 -> "%s.%s.%s";
                    case 3 -> "001-%s-%s-%s";
                    default -> "%s-%s-%s";
                };
                file.add(
                        thing,
                        row++ % 2 == 0,
                        name,
                        at,
                        moved ? "" : other && random.nextInt(8) == 0 ? "" : zip,
                        other && random.nextInt(8) == 0 ? CITIES[city][1] : CITIES[city][0],
                        tel.isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        format,
                                        tel.substring(0, 3),
                                        tel.substring(3, 6),
                                        tel.substring(6)),
                        other && random.nextInt(3) == 0 ? "" : web,
                        random.nextInt(3) == 0 ? "" : String.valueOf(10 * (1 + random.nextInt(40))));
            }
        }
        return file.shuffled(seed);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static final String[] HAN_PLACES = "北京,上海,深圳,广州,杭州,成都,武汉,南京,苏州,厦门".split(",");
    private static final String HAN = "华明新天宇恒信达通泰瑞丰金星海洋东方正大成立安康中科创智联合众力博远宏图盛世龙腾飞跃凯美佳";
    private static final String[] HAN_TRADES = "科技,贸易,电子,信息技术,网络科技,食品,机械,服装,建筑工程,物流,医药,文化传媒,实业,投资".split(",");
    private static final String[] HAN_FORMS = {"有限公司", "有限责任公司", "股份有限公司", "(集团)有限公司"};
    private static final String[] HAN_NAMES = "张,王,李,赵,刘,陈,杨,黄,周,吴,徐,孙,马,朱,胡".split(",");
    private static final String HAN_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英文华玉兰志建国";
    private static final String[] HAN_ROADS = "中山路,人民路,解放路,建设路,和平路,长江路,科技路,滨海大道,学院路,文化路".split(",");

    /** Chinese firms with the person who speaks for them. */
    static MadeUp hanFirms(int things, double twice, long seed) {
        Random random = new Random(seed);
        MadeUp file = new MadeUp("公司名称", "地址", "联系人", "电话");
        for (int thing = 0; thing < things; thing++) {
            String place = any(random, HAN_PLACES);
            String brand = "" + HAN.charAt(random.nextInt(HAN.length())) + HAN.charAt(random.nextInt(HAN.length()))
                    + (random.nextInt(3) == 0 ? HAN.charAt(random.nextInt(HAN.length())) : "");
            String trade = any(random, HAN_TRADES);
            String road = any(random, HAN_ROADS) + (1 + random.nextInt(500)) + "号";
            String person = any(random, HAN_NAMES)
                    + HAN_GIVEN.charAt(random.nextInt(HAN_GIVEN.length()))
                    + (random.nextInt(3) > 0 ? HAN_GIVEN.charAt(random.nextInt(HAN_GIVEN.length())) : "");
            String phone = "1" + any(random, "38", "39", "50", "86", "77")
                    + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
            file.add(thing, false, place + brand + trade + any(random, HAN_FORMS), place + "市" + road, person, phone);
            if (random.nextDouble() < twice) {
                String name = switch (random.nextInt(4)) {
                    case 0 -> brand + trade + any(random, HAN_FORMS);
                    case 1 -> place + brand + trade;
                    case 2 -> place + "市" + brand + trade + any(random, HAN_FORMS);
                    default -> place + brand + trade + any(random, HAN_FORMS);
                };
                file.add(
                        thing,
                        true,
                        name,
                        random.nextInt(5) == 0 ? "" : random.nextInt(3) == 0 ? road : place + road,
                        random.nextInt(4) == 0 ? "" : random.nextInt(3) == 0 ? Pinyin.of(person) : person,
                        random.nextInt(6) == 0
                                ? ""
                                : random.nextInt(3) == 0
                                        ? "+86 " + phone
                                        : phone.substring(0, 3) + "-" + phone.substring(3, 7) + "-"
                                                + phone.substring(7));
            }
        }
        return file.shuffled(seed);
    }

    /** People with their families, who share name, address and telephone. */
    static MadeUp people(int families, double twice, long seed) {
        Random random = new Random(seed);
        MadeUp file = new MadeUp("first_name", "last_name", "birth_date", "address", "city", "phone", "email");
        int thing = 0;
        for (int family = 0; family < families; family++) {
            String last = any(random, LAST);
            int city = random.nextInt(CITIES.length);
            String address = (1 + random.nextInt(3_000)) + " " + any(random, STREETS) + " "
                    + STREET_KINDS[random.nextInt(STREET_KINDS.length)][2];
            String phone = AREAS[city] + "-" + (200 + random.nextInt(800)) + "-"
                    + String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
            int heads = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            for (int head = 0; head < heads; head++, thing++) {
                String first = any(random, FIRST);
                String born = (1940 + random.nextInt(65)) + "-" + two(1 + random.nextInt(12)) + "-"
                        + two(1 + random.nextInt(28));
                String mail = first + any(random, ".", "_", "") + last + (random.nextInt(90) + 10) + "@"
                        + any(random, "mail", "post", "web", "home") + ".test";
                int copies = random.nextDouble() < twice ? 2 + random.nextInt(4) / 3 : 1;
                for (int copy = 0; copy < copies; copy++) {
                    boolean other = copy > 0;
                    double chance = other ? 1 : 0;
                    String[] names = {
                        perhaps(random, 0.15 * chance, first, text -> lettersChanged(random, text)),
                        perhaps(random, 0.15 * chance, last, text -> lettersChanged(random, text))
                    };
                    names[0] = perhaps(random, 0.08 * chance, names[0], text -> text.substring(0, 1));
                    if (other && random.nextInt(15) == 0) {
                        names = new String[] {names[1], names[0]};
                    }
                    String[] parts = born.split("-");
                    file.add(
                            thing,
                            other,
                            names[0],
                            names[1],
                            other && random.nextInt(8) == 0
                                    ? ""
                                    : other && random.nextInt(12) == 0
                                            ? parts[0] + "-" + parts[2] + "-" + parts[1]
                                            : perhaps(
                                                    random,
                                                    0.08 * chance,
                                                    born,
                                                    text -> text.substring(0, 9) + random.nextInt(10)),
                            other && random.nextInt(6) == 0
                                    ? (1 + random.nextInt(3_000)) + " " + any(random, STREETS) + " street"
                                    : perhaps(random, 0.1 * chance, address, text -> lettersChanged(random, text)),
                            CITIES[city][other && random.nextInt(10) == 0 ? 1 : 0],
                            other && random.nextInt(4) == 0 ? "" : phone,
                            random.nextInt(5) == 0
                                    ? ""
                                    : perhaps(random, 0.1 * chance, mail, text -> lettersChanged(random, text)));
                }
            }
        }
        return file.shuffled(seed);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static final String[] MAKERS =
            "Sonix,Panatec,Kanon,Nikor,Samsong,Filips,Toshio,Boss,Bosche,Makito,Delta,Logitek".split(",");
    private static final String[] GOODS =
            ("digital camera,lcd television,headphones,blender,coffee maker,laptop,printer,speaker,"
                            + "microwave oven,refrigerator,vacuum cleaner,telephone,router,drill,toaster,car stereo")
                    .split(",");
    private static final String[] EXTRAS =
            "black,white,silver,red,10 megapixel,wireless,portable,compact,stainless steel,hd,usb,with case,refurbished"
                    .split(",");

    /** Goods in two shops: a title in other words, a price that differs. */
    static MadeUp goods(int things, double both, long seed) {
        Random random = new Random(seed);
        MadeUp file = new MadeUp("title", "manufacturer", "price");
        for (int thing = 0; thing < things; thing++) {
            String maker = any(random, MAKERS);
            String good = any(random, GOODS);
            String model = (char) ('a' + random.nextInt(26))
                    + any(random, "", "x", "sd", "k")
                    + (100 + random.nextInt(900))
                    + any(random, "", "b", "s");
            List<String> extras = new ArrayList<>(List.of(any(random, EXTRAS), any(random, EXTRAS)));
            double price = 20 + random.nextInt(800) + 0.99;
            boolean inBoth = random.nextDouble() < both;
            boolean inSecond = !inBoth && random.nextBoolean();
            if (!inSecond) {
                file.add(
                        thing,
                        false,
                        maker + " " + good + " " + model + " " + String.join(" ", extras),
                        random.nextInt(6) == 0 ? "" : maker,
                        "$" + price);
            }
            if (inBoth || inSecond) {
                List<String> words = new ArrayList<>(List.of(maker, model.toUpperCase(Locale.ROOT), good));
                if (random.nextInt(3) > 0) {
                    words.add(extras.get(0));
                }
                if (random.nextInt(3) == 0) {
                    words.add(any(random, EXTRAS));
                }
                Collections.shuffle(words, random);
                file.add(
                        thing,
                        true,
                        String.join(" ", words),
                        random.nextInt(3) == 0 ? "" : maker,
                        random.nextInt(4) == 0
                                ? ""
                                : String.format(Locale.ROOT, "%.2f", price * (0.85 + random.nextDouble() * 0.3)));
            }
        }
        return file.shuffled(seed);
    }
}
