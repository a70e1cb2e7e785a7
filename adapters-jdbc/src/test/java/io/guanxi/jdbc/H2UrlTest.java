package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2UrlTest {

    /** What takes nothing away and so is added without a word. */
    private static final String ALWAYS = ";OPTIMIZE_REUSE_RESULTS=0;TRACE_LEVEL_FILE=0";

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./crm, jdbc:h2:async:./crm;WRITE_DELAY=0",
        "jdbc:h2:./crm, jdbc:h2:async:./crm;WRITE_DELAY=0",
        "jdbc:h2:~/crm;DB_CLOSE_DELAY=-1, jdbc:h2:async:~/crm;DB_CLOSE_DELAY=-1;WRITE_DELAY=0",
        "jdbc:h2:C:/crm, jdbc:h2:async:C:/crm;WRITE_DELAY=0",
        "jdbc:h2:file:/crm;write_delay=0, jdbc:h2:async:/crm;write_delay=0",
        "JDBC:H2:FILE:./crm, jdbc:h2:async:./crm;WRITE_DELAY=0",
        "jdbc:h2:retry:file:./crm, jdbc:h2:retry:file:./crm;WRITE_DELAY=0",
        "jdbc:h2:async:./crm, jdbc:h2:async:./crm;WRITE_DELAY=0",
    })
    void aFileIsOpenedSafely(String given, String safe) {
        H2Url url = H2Url.of(given);
        assertThat(url.url()).contains(ALWAYS);
        assertThat(url.url().replace(ALWAYS, "")).isEqualTo(safe);
        assertThat(url.corrections()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:crm",
                "jdbc:h2:mem:crm;DB_CLOSE_DELAY=-1",
                "jdbc:h2:tcp://localhost/crm",
                "jdbc:h2:async:./crm;WRITE_DELAY=0",
                "jdbc:h2:async:./crm;LOCK_MODE=3;WRITE_DELAY=0"
            })
    void whatIsSafeIsLeftAlone(String given) {
        assertThat(H2Url.of(given)).isEqualTo(new H2Url(given + ALWAYS, java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:./crm;WRITE_DELAY=500",
                "jdbc:h2:./crm; write_delay = 10",
                "jdbc:h2:./crm;LOCK_MODE=0",
                "jdbc:h2:./crm;LOG=0",
                "jdbc:h2:./crm;UNDO_LOG=0",
                "jdbc:h2:./crm;FILE_LOCK=NO",
                "jdbc:h2:mem:crm;LOCK_MODE=0"
            })
    void whatContradictsSafetyIsRefused(String given) {
        assertThatThrownBy(() -> JdbcStorage.h2(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave it out");
    }

    @Test
    void theMessageDoesNotShowThePassword() {
        String url = "jdbc:h2:./crm;USER=sa;PASSWORD=secret";
        assertThat(H2Url.of(url).corrections().toString()).doesNotContain("secret");
        assertThatThrownBy(() -> H2Url.of(url + ";LOCK_MODE=0"))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }

    @Test
    void anotherDatabaseIsNoH2() {
        assertThatThrownBy(() -> JdbcStorage.h2("jdbc:postgresql://localhost/crm"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
