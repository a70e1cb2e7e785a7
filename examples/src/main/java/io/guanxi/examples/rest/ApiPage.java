package io.guanxi.examples.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page that shows the OpenAPI document and lets one try it: Swagger UI, from its webjar. */
@Path("")
public final class ApiPage {

    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final Map<String, String> TYPES =
            Map.of("swagger-ui.css", "text/css", "swagger-ui-bundle.js", "text/javascript");

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Guanxi</title>
                <link rel="stylesheet" href="ui/swagger-ui.css">
                <div id="api"></div>
                <script src="ui/swagger-ui-bundle.js"></script>
                <script>
                  SwaggerUIBundle({
                    url: 'openapi.json', dom_id: '#api', deepLinking: true,
                    requestInterceptor: request => { request.headers['X-User'] ??= 'ann'; return request; }
                  });
                </script>
                </html>
                """;
    }

    @GET
    @Path("ui/{file}")
    public Response file(@PathParam("file") String file) {
        String type = TYPES.get(file);
        InputStream content = type == null ? null : ApiPage.class.getResourceAsStream(WEBJAR + version() + "/" + file);
        if (content == null) {
            throw new NotFoundException();
        }
        return Response.ok(content, type + ";charset=utf-8").build();
    }

    private static String version() {
        try (InputStream version = ApiPage.class.getResourceAsStream("swagger-ui.version")) {
            return version == null ? "" : new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new NotFoundException(unreadable);
        }
    }
}
