package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists, counts and reports as asked in a URL. */
class QueryTest {

    private static final UUID HOLDING = UUID.randomUUID();

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(List.of(new Notes()), rest -> rest.with(Notes.ROUTES));
        register(HOLDING, "Holding", "\"level\": \"A\", \"employees\": 500, \"owner\": \"bob\"");
        register(UUID.randomUUID(), "Acme", "\"employees\": 40, \"owner\": \"ann\", \"parent\": \"" + HOLDING + "\"");
        register(UUID.randomUUID(), "Acme Tools", "\"employees\": 7, \"owner\": \"ann\", \"level\": \"A\"");
        register(UUID.randomUUID(), "Zeta", "\"industry\": \"tools; and, more\"");
        for (String tag : List.of("vip", "new")) {
            server.post("/customers/" + HOLDING + "/tag", "{\"tag\": \"" + tag + "\"}")
                    .requireStatus(200);
        }
        server.put("/notes/" + UUID.randomUUID(), "{\"customer\": \"" + HOLDING + "\", \"text\": \"call\"}")
                .requireStatus(201);
    }

    private static void register(UUID id, String name, String more) {
        server.put("/customers/" + id, "{\"kind\": \"ORGANISATION\", \"name\": \"" + name + "\", " + more + "}")
                .requireStatus(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> found(String filter) {
        return server.get("/customers?sort=name&filter=" + Server.encoded(filter))
                .requireStatus(200)
                .names();
    }

    private static List<String> wrong(String filter) {
        return server.get("/customers?filter=" + Server.encoded(filter))
                .requireStatus(400)
                .violations();
    }

    @Test
    void comparisonsFilter() {
        assertThat(found("name==Acme")).containsExactly("Acme");
        assertThat(found("name!=Acme;name!=Zeta")).containsExactly("Acme Tools", "Holding");
        assertThat(found("employees>=40")).containsExactly("Acme", "Holding");
        assertThat(found("employees=lt=40 or employees>40")).containsExactly("Acme Tools", "Holding");
        assertThat(found("name=in=(Acme,Zeta)")).containsExactly("Acme", "Zeta");
        assertThat(found("level=out=(A,B)")).containsExactly("Acme", "Zeta");
        assertThat(found("industry=='tools; and, more'")).containsExactly("Zeta");
        assertThat(found("registeredAt>2000-01-01T00:00:00Z,name==x")).hasSize(4);
        assertThat(found("id==" + HOLDING)).containsExactly("Holding");
        assertThat(found("kind==ORGANISATION;(locked==true,dealt==false)")).hasSize(4);
        assertThat(found(" ")).hasSize(4);
    }

    @Test
    void starsAskForPartsOfATextAndInDoesNot() {
        assertThat(found("name==Acme*")).containsExactly("Acme", "Acme Tools");
        assertThat(found("name==*ol*")).containsExactly("Acme Tools", "Holding");
        assertThat(found("name!=*c*")).containsExactly("Holding", "Zeta");
        assertThat(found("owner==*")).hasSize(3);
        assertThat(found("name=in=(Acme*)")).isEmpty();
        assertThat(wrong("name==A*e")).containsExactly("filter type");
        assertThat(wrong("name==*e")).containsExactly("filter type");
    }

    @Test
    void absentAndSeveralValuesCanBeAskedFor() {
        assertThat(found("owner=null=true")).containsExactly("Zeta");
        assertThat(found("owner=null=false")).hasSize(3);
        assertThat(found("tags=has=vip")).containsExactly("Holding");
        assertThat(found("tags==new")).containsExactly("Holding");
        assertThat(found("tags=in=(old,new)")).containsExactly("Holding");
        assertThat(found("tags!=vip")).hasSize(3);
        assertThat(wrong("owner=null=perhaps")).containsExactly("filter type");
        assertThat(wrong("name=has=x")).containsExactly("filter type");
    }

    @Test
    void referencesLeadToOtherViews() {
        assertThat(found("parent==" + HOLDING)).containsExactly("Acme");
        assertThat(found("parent.name==Hold*;parent.level==A")).containsExactly("Acme");
        assertThat(found("parent.owner!=bob")).isEmpty();
        assertThat(server.get("/notes/count?filter=customer.owner==bob").at("/count"))
                .isEqualTo("1");
        assertThat(server.get("/customers/count?filter=parent.name==Holding", "X-User", "own-bob")
                        .at("/count"))
                .isEqualTo("0");
        assertThat(wrong("name.x==1")).containsExactly("filter type");
        assertThat(wrong("parent.parent.parent.parent.name==x")).containsExactly("filter size");
    }

    @Test
    void whatCannotBeAskedBecomes400AndIsNamed() {
        assertThat(wrong("colour==red")).containsExactly("filter unknown");
        assertThat(server.get("/customers?filter=colour==red").text()).contains("there are id, name, kind");
        assertThat(wrong("name=like=red")).containsExactly("filter unknown");
        assertThat(wrong("employees==many")).containsExactly("filter type");
        assertThat(wrong("kind>A")).containsExactly("filter type");
        assertThat(wrong("kind==SHOP")).containsExactly("filter type");
        assertThat(wrong("name==")).containsExactly("filter format");
        assertThat(wrong("name==A\u0000")).containsExactly("filter control-character");
        assertThat(wrong("(".repeat(3_000) + "name==A" + ")".repeat(900))).containsExactly("filter size");
        assertThat(wrong("name==" + "x".repeat(4_000))).containsExactly("filter length");
        assertThat(server.get("/customers?fitler=name==A").violations()).containsExactly("fitler unknown");
        assertThat(server.get("/customers?sort=kind").violations()).containsExactly("sort type");
        assertThat(server.get("/customers?sort=colour").violations()).containsExactly("sort unknown");
        assertThat(server.get("/customers?limit=0").violations()).containsExactly("limit range");
        assertThat(server.get("/customers?limit=ten").violations()).containsExactly("limit type");
        assertThat(server.get("/customers?limit=1&limit=2").violations()).containsExactly("limit repeated");
        assertThat(server.get("/customers?cursor=zzz").violations()).containsExactly("cursor format");
        assertThat(server.get("/customers?with=invoice").violations()).containsExactly("with unknown");
        assertThat(server.get("/customers?with=note").violations()).containsExactly("with unknown");
        assertThat(server.get("/customers?filter=employees==x", "Accept-Language", "zh")
                        .at("/violations/0/message"))
                .isEqualTo("employees 必须是整数，而不是 x");
    }

    @Test
    void bracketsInQuotesDoNotCount() {
        assertThat(found("name=='" + "(".repeat(100) + "'")).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByCursor() {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = server.get("/customers?sort=-employees,name&limit=1" + cursor);
            names.addAll(page.names());
            cursor = page.json().has("next") ? "&cursor=" + page.at("/next") : "";
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("Zeta", "Holding", "Acme", "Acme Tools");
    }

    @Test
    void relatedViewsAreReadAlong() {
        JsonNode page = server.get("/notes?with=customer").json();

        assertThat(page.at("/items/0/text").asText()).isEqualTo("call");
        assertThat(page.at("/related/customer/0/details/name").asText()).isEqualTo("Holding");
        assertThat(page.at("/related/customer/0/version").asInt()).isEqualTo(4);
    }

    @Test
    void reportsCountSumAndGroup() {
        JsonNode groups = server.get("/customers/report?groupBy=owner&measure=count&measure=sum(employees)&measure="
                        + Server.encoded("graded:count where level==A;(employees>1)")
                        + "&measure=average(employees)&measure=max(name)")
                .requireStatus(200)
                .json()
                .path("groups");

        assertThat(groups).hasSize(3);
        assertThat(groups.get(0).toString())
                .startsWith("{\"keys\":{\"owner\":\"ann\"},\"figures\":{\"count\":2,\"sumEmployees\":47,\"graded\":1,"
                        + "\"averageEmployees\":23.5,\"maxName\":\"Acme Tools\"},\"coverage\":{\"count\":");
        assertThat(groups.get(0).at("/coverage/count").toString())
                .isEqualTo("{\"used\":2,\"filtered\":0,\"absent\":0}");
        assertThat(groups.get(0).at("/coverage/graded").toString())
                .isEqualTo("{\"used\":1,\"filtered\":1,\"absent\":0}");
        assertThat(groups.get(2).at("/coverage/sumEmployees/used").asInt()).isZero();
        assertThat(groups.get(2).at("/coverage/sumEmployees/absent").asInt())
                .isEqualTo(groups.get(2).at("/figures/count").asInt());
        assertThat(groups.get(2).at("/keys/owner").isNull()).isTrue();
        assertThat(groups.get(2).at("/figures/sumEmployees").isNull()).isTrue();
        assertThat(server.get("/customers/report?filter=level==A").at("/groups/0/figures/count"))
                .isEqualTo("2");
    }

    @Test
    void figuresThatCannotBeBecome400() {
        assertThat(server.get("/customers/report?measure=sum(name)").violations())
                .containsExactly("measure type");
        assertThat(server.get("/customers/report?measure=sum").violations()).containsExactly("measure attribute");
        assertThat(server.get("/customers/report?measure=sum(kind)").violations())
                .containsExactly("measure type");
        assertThat(server.get("/customers/report?measure=median(employees)").violations())
                .containsExactly("measure format");
        assertThat(server.get("/customers/report?groupBy=tags").violations()).containsExactly("groupBy type");
        assertThat(server.get("/customers/report?measure=count&measure=count").violations())
                .containsExactly("measures unique");
    }

    @Test
    void theScopeHoldsForListsCountsAndReports() {
        assertThat(server.get("/customers", "X-User", "own-x").names()).isEmpty();
        assertThat(server.get("/customers/count", "X-User", "own-x").at("/count"))
                .isEqualTo("0");
    }
}
