package io.guanxi.domain.contact;

import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is in an organisation.
 *
 * @param title as on the visiting card; at most 200 characters
 * @param department at most 100 characters
 * @param roles the host's words for the part in buying and using, such as {@code decision-maker}, {@code user} or {@code finance};
 *     at most 20, each of at most 50 characters
 */
public record ContactDetails(
        @Personal @Nullable String title, @Nullable String department, Set<String> roles) {

    public static final int MAX_ROLES = 20;

    /** The role of the one person who stands for a household. */
    public static final String HEAD_OF_HOUSEHOLD = "head-of-household";

    public ContactDetails {
        title = Check.optionalText("title", title, 200);
        department = Check.optionalText("department", department, 100);
        roles = Check.texts("roles", roles, 50, MAX_ROLES);
    }

    public static ContactDetails in(String... roles) {
        return new ContactDetails(null, null, Set.of(roles));
    }
}
