package io.guanxi.application.table;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import ezvcard.VCard;
import ezvcard.parameter.AddressType;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.TelephoneType;
import ezvcard.parameter.VCardParameter;
import ezvcard.property.Address;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.Kind;
import ezvcard.property.Nickname;
import ezvcard.property.Organization;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.TextProperty;
import ezvcard.property.Uid;
import ezvcard.util.PartialDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A card as cells by the names of their columns, and back. What a card may have many times is numbered: {@code Phone 1},
 * {@code Phone 1 Type}, {@code Phone 2}. Photos, sounds and keys are left out.
 */
final class VCardCells {

    private static final String LIST = ", ";
    private static final List<String> NAMES = List.of(
            "Kind",
            "Full Name",
            "Family Name",
            "Given Name",
            "Additional Names",
            "Prefixes",
            "Suffixes",
            "Nickname",
            "Organization",
            "Department",
            "Title",
            "Role",
            "Email",
            "Email Type",
            "Phone",
            "Phone Type",
            "Address Type",
            "Address PO Box",
            "Address Extended",
            "Address Street",
            "Address City",
            "Address Region",
            "Address Postal Code",
            "Address Country",
            "Website",
            "Birthday",
            "Categories",
            "Note",
            "UID");
    private static final Pattern NUMBERED = Pattern.compile("(Email|Phone|Address|Website|Note) (\\d{1,4})(?: (.+))?");

    /** The columns in the order of the card's parts, then what only some programs know. */
    static final Comparator<String> ORDER = Comparator.<String>comparingInt(VCardCells::group)
            .thenComparingInt(VCardCells::number)
            .thenComparingInt(VCardCells::rank)
            .thenComparing(Comparator.naturalOrder());

    private VCardCells() {}

    static boolean knows(String column) {
        Matcher numbered = NUMBERED.matcher(column);
        return numbered.matches()
                ? rank(column) >= 0 || numbered.group(3) == null
                : NAMES.contains(column) || column.startsWith("X-");
    }

    static Map<String, String> of(VCard card) {
        Cells cells = new Cells();
        Kind kind = card.getKind();
        cells.put("Kind", kind == null ? null : kind.getValue());
        cells.put("Full Name", text(card.getFormattedName()));
        StructuredName name = card.getStructuredName();
        if (name != null) {
            cells.put("Family Name", name.getFamily());
            cells.put("Given Name", name.getGiven());
            cells.put("Additional Names", String.join(LIST, name.getAdditionalNames()));
            cells.put("Prefixes", String.join(LIST, name.getPrefixes()));
            cells.put("Suffixes", String.join(LIST, name.getSuffixes()));
        }
        Nickname nickname = card.getNickname();
        cells.put("Nickname", nickname == null ? null : String.join(LIST, nickname.getValues()));
        Organization organization = card.getOrganization();
        if (organization != null && !organization.getValues().isEmpty()) {
            List<String> parts = organization.getValues();
            cells.put("Organization", parts.get(0));
            cells.put("Department", String.join(LIST, parts.subList(1, parts.size())));
        }
        cells.put("Title", joined(card.getTitles()));
        cells.put("Role", joined(card.getRoles()));
        numbered(card.getEmails(), (number, email) -> {
            cells.put("Email " + number, email.getValue());
            cells.put("Email " + number + " Type", types(email.getTypes()));
        });
        numbered(card.getTelephoneNumbers(), (number, phone) -> {
            cells.put("Phone " + number, phone.getText() == null ? uri(phone) : phone.getText());
            cells.put("Phone " + number + " Type", types(phone.getTypes()));
        });
        numbered(card.getAddresses(), (number, address) -> address(cells, "Address " + number + " ", address));
        numbered(card.getUrls(), (number, url) -> cells.put("Website " + number, url.getValue()));
        cells.put("Birthday", birthday(card.getBirthday()));
        cells.put(
                "Categories",
                card.getCategories() == null
                        ? null
                        : String.join(LIST, card.getCategories().getValues()));
        numbered(card.getNotes(), (number, note) -> cells.put("Note " + number, note.getValue()));
        Uid uid = card.getUid();
        cells.put("UID", uid == null ? null : uid.getValue());
        card.getExtendedProperties()
                .forEach(each -> cells.put(
                        each.getPropertyName().toUpperCase(Locale.ROOT),
                        each.getValue() == null ? null : VObjectPropertyValues.unescape(each.getValue())));
        return cells.byName;
    }

    private static void address(Cells cells, String prefix, Address address) {
        cells.put(prefix + "Type", types(address.getTypes()));
        cells.put(prefix + "PO Box", address.getPoBox());
        cells.put(prefix + "Extended", address.getExtendedAddressFull());
        cells.put(prefix + "Street", address.getStreetAddressFull());
        cells.put(prefix + "City", address.getLocality());
        cells.put(prefix + "Region", address.getRegion());
        cells.put(prefix + "Postal Code", address.getPostalCode());
        cells.put(prefix + "Country", address.getCountry());
    }

    private static @Nullable String uri(Telephone phone) {
        return phone.getUri() == null ? null : phone.getUri().toString();
    }

    private static @Nullable String birthday(@Nullable Birthday birthday) {
        if (birthday == null) {
            return null;
        }
        Temporal date = birthday.getDate();
        if (date != null) {
            return date.toString().replaceFirst("T00:00(:00)?$", "");
        }
        PartialDate partial = birthday.getPartialDate();
        return partial == null ? birthday.getText() : partial.toISO8601(true);
    }

    private static String types(List<? extends VCardParameter> types) {
        return types.stream()
                .map(VCardParameter::getValue)
                .map(each -> each.toLowerCase(Locale.ROOT))
                .filter(each -> !each.equals("internet"))
                .collect(Collectors.joining(LIST));
    }

    private static @Nullable String text(@Nullable TextProperty property) {
        return property == null ? null : property.getValue();
    }

    private static String joined(List<? extends TextProperty> properties) {
        return properties.stream().map(TextProperty::getValue).collect(Collectors.joining(LIST));
    }

    private static <T> void numbered(List<T> all, BiConsumer<Integer, T> each) {
        for (int i = 0; i < all.size(); i++) {
            each.accept(i + 1, all.get(i));
        }
    }

    /** The card that has these cells; those of other names are left out unless they begin with {@code X-}. */
    static VCard card(Map<String, String> cells) {
        VCard card = new VCard();
        StructuredName name = new StructuredName();
        Map<Integer, Map<String, String>> emails = parts(cells, "Email");
        Map<Integer, Map<String, String>> phones = parts(cells, "Phone");
        name.setFamily(cells.get("Family Name"));
        name.setGiven(cells.get("Given Name"));
        split(cells, "Additional Names").forEach(name.getAdditionalNames()::add);
        split(cells, "Prefixes").forEach(name.getPrefixes()::add);
        split(cells, "Suffixes").forEach(name.getSuffixes()::add);
        boolean named = name.getFamily() != null
                || name.getGiven() != null
                || !name.getAdditionalNames().isEmpty()
                || !name.getPrefixes().isEmpty()
                || !name.getSuffixes().isEmpty();
        if (named) {
            card.setStructuredName(name);
        }
        String full = cells.get("Full Name");
        card.setFormattedName(full == null ? "" : full); // vCard 4.0 demands one
        ifGiven(cells, "Kind", each -> card.setKind(new Kind(each)));
        List<String> nicknames = split(cells, "Nickname");
        if (!nicknames.isEmpty()) {
            card.setNickname(nicknames.toArray(new String[0]));
        }
        ifGiven(cells, "Organization", each -> {
            Organization organization = new Organization();
            organization.getValues().add(each);
            ifGiven(cells, "Department", organization.getValues()::add);
            card.setOrganization(organization);
        });
        ifGiven(cells, "Title", card::addTitle);
        ifGiven(cells, "Role", card::addRole);
        emails.values().forEach(part -> {
            Email email = new Email(part.getOrDefault("", ""));
            split(part, "Type").forEach(type -> email.getTypes().add(EmailType.get(type)));
            card.addEmail(email);
        });
        phones.values().forEach(part -> {
            Telephone phone = new Telephone(part.getOrDefault("", ""));
            split(part, "Type").forEach(type -> phone.getTypes().add(TelephoneType.get(type)));
            card.addTelephoneNumber(phone);
        });
        parts(cells, "Address").values().forEach(part -> card.addAddress(address(part)));
        parts(cells, "Website").values().forEach(part -> card.addUrl(part.getOrDefault("", "")));
        parts(cells, "Note").values().forEach(part -> card.addNote(part.getOrDefault("", "")));
        ifGiven(cells, "Birthday", each -> card.setBirthday(birthday(each)));
        List<String> categories = split(cells, "Categories");
        if (!categories.isEmpty()) {
            card.setCategories(categories.toArray(new String[0]));
        }
        ifGiven(cells, "UID", each -> card.setUid(new Uid(each)));
        cells.forEach((column, value) -> {
            if (column.startsWith("X-") && !value.isEmpty()) {
                card.addExtendedProperty(column, VObjectPropertyValues.escape(value));
            }
        });
        return card;
    }

    private static Address address(Map<String, String> part) {
        Address address = new Address();
        split(part, "Type").forEach(type -> address.getTypes().add(AddressType.get(type)));
        address.setPoBox(part.get("PO Box"));
        address.setExtendedAddress(part.get("Extended"));
        address.setStreetAddress(part.get("Street"));
        address.setLocality(part.get("City"));
        address.setRegion(part.get("Region"));
        address.setPostalCode(part.get("Postal Code"));
        address.setCountry(part.get("Country"));
        return address;
    }

    private static Birthday birthday(String text) {
        try {
            return new Birthday(LocalDate.parse(text));
        } catch (DateTimeException other) {
            return new Birthday(text);
        }
    }

    /** {@code Phone 2 Type} is the part "Type" of the second phone; empty cells are none. */
    private static Map<Integer, Map<String, String>> parts(Map<String, String> cells, String of) {
        Map<Integer, Map<String, String>> parts = new TreeMap<>();
        cells.forEach((column, value) -> {
            Matcher found = NUMBERED.matcher(column);
            if (!value.isEmpty() && found.matches() && found.group(1).equals(of)) {
                parts.computeIfAbsent(Integer.valueOf(found.group(2)), any -> new LinkedHashMap<>())
                        .put(found.group(3) == null ? "" : found.group(3), value);
            }
        });
        return parts;
    }

    private static List<String> split(Map<String, String> cells, String column) {
        String value = cells.getOrDefault(column, "");
        return value.isEmpty() ? List.of() : List.of(value.split(LIST));
    }

    private static void ifGiven(Map<String, String> cells, String column, Consumer<String> use) {
        String value = cells.getOrDefault(column, "");
        if (!value.isEmpty()) {
            use.accept(value);
        }
    }

    private static int group(String column) {
        Matcher numbered = NUMBERED.matcher(column);
        int place = numbered.matches() ? firstOf(numbered.group(1)) : NAMES.indexOf(column);
        return place < 0 ? NAMES.size() : place;
    }

    private static int firstOf(String kind) {
        return NAMES.stream()
                .filter(each -> each.startsWith(kind))
                .map(NAMES::indexOf)
                .findFirst()
                .orElse(NAMES.size());
    }

    private static int number(String column) {
        Matcher numbered = NUMBERED.matcher(column);
        return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0;
    }

    private static int rank(String column) {
        Matcher numbered = NUMBERED.matcher(column);
        return numbered.matches() && numbered.group(3) != null
                ? NAMES.indexOf(numbered.group(1) + ' ' + numbered.group(3))
                : -1;
    }

    /** Only what is there. */
    private static final class Cells {

        private final Map<String, String> byName = new LinkedHashMap<>();

        void put(String name, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                byName.merge(name, value, (first, second) -> first + LIST + second);
            }
        }
    }
}
