package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.schema.FieldValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a customer, whoever owns it and whatever is done with it: what two customers put together when they are one.
 *
 * @param custom the custom fields that have a value
 */
@RecordBuilder
public record Facts(
        @Personal CustomerDetails details,
        @Personal List<ContactPoint> contactPoints,
        @Personal Set<SourceIdentity> identities,
        Set<String> tags,
        boolean dealt,
        Contacts contacts,
        @Personal Map<String, FieldValue> custom)
        implements FactsBuilder.With {

    /** What stands before the name of a custom field. */
    public static final String CUSTOM = "custom.";

    public Facts {
        contactPoints = ImmutableList.copyOf(contactPoints);
        identities = ImmutableSet.copyOf(identities);
        tags = ImmutableSet.copyOf(tags);
        custom = ImmutableSortedMap.copyOf(custom);
    }

    /** Each field that has one value or none, by its name: {@code industry}, {@code custom.region}. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(ofDetails(details));
        custom.forEach((name, value) -> fields.put(CUSTOM + name, value));
        return fields;
    }

    /** The same with these custom fields only. */
    public Facts only(Predicate<String> fields) {
        return withCustom(Maps.filterKeys(custom, fields::test));
    }

    /** The names of the fields that every customer has. */
    static Set<String> fieldNames() {
        return ofDetails(CustomerDetails.named("any")).keySet();
    }

    private static Map<String, @Nullable Object> ofDetails(CustomerDetails details) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", details.name());
        fields.put("industry", details.industry());
        fields.put("level", details.level());
        fields.put("source", details.source());
        fields.put("website", details.website());
        fields.put("uscc", details.uscc());
        fields.put("foundedYear", details.foundedYear());
        fields.put("employees", details.employees());
        fields.put("annualRevenue", details.annualRevenue());
        fields.put("parent", details.parent());
        fields.put("remark", details.remark());
        return fields;
    }

    /** The same with some fields as another has them. */
    Facts with(Set<String> taken, Facts other) {
        CustomerDetails mine = details;
        CustomerDetails theirs = other.details;
        Map<String, FieldValue> values = new TreeMap<>(custom);
        for (String field : taken) {
            if (field.startsWith(CUSTOM)) {
                String name = field.substring(CUSTOM.length());
                FieldValue value = other.custom.get(name);
                values.remove(name);
                if (value != null) {
                    values.put(name, value);
                }
            } else {
                mine = taken(field, mine, theirs);
            }
        }
        return withDetails(mine).withCustom(values);
    }

    private static CustomerDetails taken(String field, CustomerDetails mine, CustomerDetails theirs) {
        return switch (field) {
            case "name" -> mine.withName(theirs.name());
            case "industry" -> mine.withIndustry(theirs.industry());
            case "level" -> mine.withLevel(theirs.level());
            case "source" -> mine.withSource(theirs.source());
            case "website" -> mine.withWebsite(theirs.website());
            case "uscc" -> mine.withUscc(theirs.uscc());
            case "foundedYear" -> mine.withFoundedYear(theirs.foundedYear());
            case "employees" -> mine.withEmployees(theirs.employees());
            case "annualRevenue" -> mine.withAnnualRevenue(theirs.annualRevenue());
            case "parent" -> mine.withParent(theirs.parent());
            case "remark" -> mine.withRemark(theirs.remark());
            default -> mine; // a field that was, in an older version of this library
        };
    }

    /** What of each there can be several of, together with another's. */
    Facts and(Facts other) {
        return withContactPoints(ImmutableSet.<ContactPoint>builder()
                        .addAll(contactPoints)
                        .addAll(other.contactPoints)
                        .build()
                        .asList())
                .withIdentities(Sets.union(identities, other.identities).immutableCopy())
                .withTags(Sets.union(tags, other.tags).immutableCopy())
                .withDealt(dealt || other.dealt)
                .withContacts(contacts.and(other.contacts));
    }

    /** What of each there can be several of, without some. */
    Facts without(Hidden hidden) {
        return withContactPoints(contactPoints.stream()
                        .filter(each -> !hidden.contactPoints().contains(each))
                        .toList())
                .withIdentities(Sets.difference(identities, hidden.identities()).immutableCopy())
                .withTags(Sets.difference(tags, hidden.tags()).immutableCopy());
    }

    /** What was removed from a customer that another customer still has. */
    public record Hidden(
            @Personal Set<ContactPoint> contactPoints,
            @Personal Set<SourceIdentity> identities,
            Set<String> tags) {

        static final Hidden NOTHING = new Hidden(Set.of(), Set.of(), Set.of());

        public Hidden {
            contactPoints = ImmutableSet.copyOf(contactPoints);
            identities = ImmutableSet.copyOf(identities);
            tags = ImmutableSet.copyOf(tags);
        }
    }
}
