package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two versions of a feature on one storage, each behind a server of its own. */
class UpgradeTest {

    private static Server older;
    private static Server newer;

    private final UUID id = UUID.randomUUID();
    private final String path = "/crates/" + id;

    @BeforeAll
    static void start() {
        Storage storage = InMemoryStorage.create();
        older = Server.startOn(storage, Crates.OLDER, Crates.OLDER.routes());
        newer = Server.startOn(storage, Crates.NEWER, Crates.NEWER.routes());
    }

    @AfterAll
    static void stop() {
        older.close();
        newer.close();
    }

    private void shipped() {
        older.put(path, "{\"goods\": \"tea\"}").requireStatus(201);
        assertThat(older.happens(path + "/ship", "{\"insured\": true}")).containsExactly("crate.shipped");
    }

    private static List<Tuple> told(Answer history) {
        return StreamSupport.stream(
                        history.requireStatus(200).json().path("events").spliterator(), false)
                .map(each -> tuple(
                        each.path("name").asText(),
                        each.path("sequence").asLong(),
                        each.path("part").asText()))
                .toList();
    }

    @Test
    void whatWasOneEventIsToldAsTheTwoOfToday() {
        shipped();
        List<Tuple> both = List.of(tuple("crate.sent", 2L, ""), tuple("crate.insured", 2L, ".1"));

        Answer history = newer.get(path + "/history");

        assertThat(told(history)).containsExactly(tuple("crate.packed", 1L, ""), both.get(0), both.get(1));
        assertThat(history.at("/events/2/event/crateId")).isEqualTo(id.toString());
        assertThat(history.at("/events/2/command")).isEqualTo("crate.ship");
        assertThat(told(newer.get(path + "/history?after=1&limit=1"))).isEqualTo(both);
        assertThat(told(newer.get(path + "/history?after=2"))).isEmpty();
        assertThat(told(newer.get(path + "/history/2"))).isEqualTo(both);
        assertThat(told(older.get(path + "/history")))
                .containsExactly(tuple("crate.packed", 1L, ""), tuple("crate.shipped", 2L, ""));
    }

    @Test
    void itsVersionIsThatOfWhatIsStored() {
        shipped();
        Answer crate = newer.get(path).requireStatus(200);
        assertThat(crate.header("ETag")).isEqualTo("\"2\"");
        newer.post(path + "/lose", "", "If-Match", "\"2\"").requireStatus(200);
        assertThat(told(newer.get(path + "/history"))).last().isEqualTo(tuple("crate.lost", 3L, ""));
    }

    @Test
    void whatAVersionCannotReadItDoesNotChangeAndSaysWhy() {
        shipped();
        assertThat(newer.happens(path + "/lose", "")).containsExactly("crate.lost");

        for (Answer refused : List.of(
                older.post(path + "/ship", "{\"insured\": false}"),
                older.post(path + "/erase", "{\"reason\": \"request 7\"}"))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("/code")).isEqualTo("upgrade.not-readable");
            assertThat(refused.at("/type")).isEqualTo("urn:guanxi:problem:upgrade.not-readable");
            assertThat(refused.at("/detail"))
                    .isEqualTo("Its history holds crate.lost, revision 1, which this version cannot read, so it must"
                            + " not change it; a newer version can");
        }
        assertThat(older.post(path + "/ship", "{\"insured\": false}", "Accept-Language", "zh-CN")
                        .at("/detail"))
                .contains("crate.lost", "更新的版本");
        newer.post(path + "/ship", "{\"insured\": false}").requireStatus(200);
        older.put("/crates/" + UUID.randomUUID(), "{\"goods\": \"silk\"}").requireStatus(201);
    }

    @Test
    void whatAVersionCannotReadItShowsAllTheSame() {
        shipped();
        newer.post(path + "/lose", "").requireStatus(200);

        Answer crate = older.get(path).requireStatus(200);
        assertThat(crate.at("/goods")).isEqualTo("tea");
        assertThat(crate.header("ETag")).isEqualTo("\"3\"");
        assertThat(older.get("/crates?filter=id==" + id)
                        .requireStatus(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        Answer history = older.get(path + "/history");
        assertThat(told(history))
                .containsExactly(
                        tuple("crate.packed", 1L, ""), tuple("crate.shipped", 2L, ""), tuple("crate.lost", 3L, ""));
        JsonNode lost = history.json().at("/events/2");
        assertThat(lost.at("/event/crateId").asText()).isEqualTo(id.toString());
        assertThat(told(older.get(path + "/history/3"))).hasSize(1);
        String now = lost.path("recordedAt").asText();
        assertThat(older.get(path + "?asOf=" + now).requireStatus(200).at("/goods"))
                .isEqualTo("tea");
        assertThat(told(older.get(path + "/history?asOf=" + now))).hasSize(3);
        older.get(path + "/provenance").requireStatus(200);
    }
}
