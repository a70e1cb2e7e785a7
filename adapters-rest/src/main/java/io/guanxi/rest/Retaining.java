package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.retention.Retention;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long data is kept, and why it is processed at all.
 *
 * @param declaration why; null if the host has not said so here
 */
record Retaining(Crm crm, @Nullable Declaration declaration, Wire wire, Bodies bodies) {

    static final String MARKDOWN = "text/markdown";

    private static final MediaType MARKDOWN_TYPE = MediaType.valueOf(MARKDOWN);

    Response list(CrmSession session, Request request) {
        request.parameters();
        ObjectNode answer = wire.object();
        ArrayNode rules = answer.putArray("rules");
        Retention.of(crm, session).forEach(each -> rules.add(wire.tree(each)));
        return wire.ok(answer).build();
    }

    Response run(CrmSession session, Request request) {
        RetentionRequest asked = bodies.read(RetentionRequest.class, request);
        return wire.ok(wire.object().put("done", Retention.run(crm, session, asked.rule())))
                .build();
    }

    /** As JSON, or in Markdown if that is accepted first. */
    Response register(CrmSession session, Request request) {
        request.parameters();
        if (declaration == null) {
            throw new CrmException.NotFound("processing-register", "of this host");
        }
        ProcessingRegister register = declaration.of(crm, session);
        Locale locale = ProblemMapper.language(request.headers());
        return (request.acceptsFirst(MARKDOWN_TYPE)
                        ? wire.text(register.markdown(locale), MARKDOWN_TYPE)
                        : wire.ok(register))
                .build();
    }
}
