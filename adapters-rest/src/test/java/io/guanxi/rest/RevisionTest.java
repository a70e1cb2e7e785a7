package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static Revision read(String value) {
        Revision revision = Revision.read("If-Match", value);
        assertThat(revision).isNotNull();
        return java.util.Objects.requireNonNull(revision);
    }

    @Test
    void readsTagsStrongWeakListedAndAny() {
        assertThat(read("\"7\"").single()).isEqualTo(7);
        assertThat(read(" \"7\" ,W/\"8\",\t\"a,b\"").tags()).containsExactly("\"7\"", "W/\"8\"", "\"a,b\"");
        assertThat(read(" * ").any()).isTrue();
        assertThat(Revision.read("If-Match", none())).isNull();
    }

    private static @Nullable String none() {
        return null;
    }

    @Test
    void weakTagsMatchNothingButMentionTheirVersion() {
        assertThat(read("W/\"7\"").matches(7)).isFalse();
        assertThat(read("W/\"7\"").mentions(7)).isTrue();
        assertThat(read("W/\"7\"").single()).isNull();
        assertThat(read("\"07\"").matches(7)).isFalse();
        assertThat(read("\"99999999999999999999\"").single()).isNull();
    }

    @Test
    void whatIsNoTagIsRefused() {
        for (String wrong : List.of("7", "", "\"7", "\"7\" \"8\"", "w/\"7\"", "\"7\", 8", "*, \"7\"", "\"7\"8")) {
            assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(CrmException.Invalid.class);
        }
    }
}
