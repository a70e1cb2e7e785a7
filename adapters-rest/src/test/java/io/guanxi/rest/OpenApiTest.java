package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(List.of(new Notes()), rest -> rest.with(Notes.ROUTES));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aValidatorOfOpenApi31AcceptsTheDocument() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        var result =
                new OpenAPIV3Parser().readContents(server.contract().document().toString(), null, options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).containsKeys("/customers/{id}", "/notes/{id}/explode");
    }

    @Test
    void theJudgesAreAwake() {
        JsonNode document = server.contract().document();
        JsonNode problem = document.at("/components/schemas/Problem");
        String good =
                "{\"type\": \"t\", \"title\": \"t\", \"status\": 400, \"detail\": \"d\", \"code\": \"c\", \"violations\": ["
                        + "{\"field\": \"f\", \"rule\": \"r\", \"message\": \"m\"}]}";

        assertThat(server.contract().errors(problem, good)).isEmpty();
        assertThat(server.contract().errors(problem, good.replace("400", "\"400\"")))
                .isNotEmpty();
        assertThat(server.contract().errors(problem, good.replace("\"m\"", "\"m\", \"extra\": 1")))
                .isNotEmpty();
        assertThat(server.contract().errors(problem, good.replace("\"title\"", "\"name\"")))
                .isNotEmpty();
        assertThat(new OpenAPIV3Parser()
                        .readContents(
                                document.toString().replace("\"in\":\"path\"", "\"in\":\"body\""),
                                null,
                                new ParseOptions())
                        .getMessages())
                .isNotEmpty();
    }

    @Test
    void everySchemaIsAJsonSchema() {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(server.contract().document().at("/components/schemas").properties())
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        each -> assertThat(metaSchema.validate(each.getValue().toString(), InputFormat.JSON))
                                .as(each.getKey())
                                .isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasANameOfItsOwn() {
        JsonNode document = server.contract().document();
        assertThat(document.findValuesAsText("$ref"))
                .allMatch(each -> !document.at(each.substring(1)).isMissingNode());
        List<String> names = new ArrayList<>(document.findValuesAsText("operationId"));
        Set<String> distinct = new HashSet<>(names);

        assertThat(distinct)
                .hasSameSizeAs(names)
                .contains("customers.correctDetails", "customers.readPage", "products.list");
    }

    @Test
    void internalCommandsAreNotDescribed() {
        assertThat(server.contract().document().path("paths").has("/notes/{id}/expire"))
                .isFalse();
        assertThat(server.post("/notes/00000000-0000-0000-0000-000000000001/expire", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void boundsAndReasonsAreDescribed() {
        JsonNode document = server.contract().document();
        JsonNode register = document.at("/components/schemas/Customer.Register");

        assertThat(register.at("/properties/name/maxLength").asInt()).isEqualTo(200);
        assertThat(register.at("/properties/foundedYear/minimum").asInt()).isEqualTo(1_000);
        assertThat(register.path("required").toString()).isEqualTo("[\"kind\",\"name\"]");
        assertThat(register.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(document.at("/paths/~1customers~1{id}~1lock/post/responses/422/description")
                        .asText())
                .contains("`customer.archived`: The customer is archived");
    }

    @Test
    void theDocumentIsServedToThoseWhoAreLoggedIn() {
        assertThat(server.get("/openapi.json", "X-User", "nobody").status()).isEqualTo(401);
    }

    @Test
    void requestsThatBreakTheDocumentAreRefusedAndNoOthers() {
        JsonNode schema = server.contract().document().at("/components/schemas/Customer.Label");
        var label = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
        String acme = server.organisation("Acme");

        for (String body : List.of(
                "{}", "{\"tag\": \"\"}", "{\"tag\": 1}", "{\"tag\": \"a\", \"b\": 1}", "{\"tag\": \"a\"}", "[]")) {
            boolean described = label.validate(body, InputFormat.JSON).isEmpty();
            assertThat(server.post(acme + "/tag", body).status()).as(body).isEqualTo(described ? 200 : 400);
        }
    }
}
