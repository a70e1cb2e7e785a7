package io.guanxi.domain.customer;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways to reach one customer: of each kind, the first is the primary one. Used by the rules and by the view, so the two
 * cannot disagree.
 *
 * @param all primary ones before the others of their kind
 */
public record ContactPoints(List<ContactPoint> all) {

    public static final ContactPoints NONE = new ContactPoints(List.of());

    public ContactPoints {
        all = ImmutableList.copyOf(all);
    }

    public ContactPoints with(ContactPoint added) {
        return new ContactPoints(
                ImmutableList.<ContactPoint>builder().addAll(all).add(added).build());
    }

    public ContactPoints without(ContactPoint removed) {
        return new ContactPoints(
                all.stream().filter(each -> !each.equals(removed)).toList());
    }

    public ContactPoints withPrimary(ContactPoint primary) {
        List<ContactPoint> result = new ArrayList<>(without(primary).all);
        result.add(0, primary);
        return new ContactPoints(result);
    }

    public boolean has(ContactPoint contactPoint) {
        return all.contains(contactPoint);
    }

    /** All of one kind, the primary one first. */
    public <T extends ContactPoint> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The one of its kind to use where nothing else is said. */
    public <T extends ContactPoint> Optional<T> primary(Class<T> kind) {
        return of(kind).stream().findFirst();
    }
}
