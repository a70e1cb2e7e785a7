package io.guanxi.application.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.domain.kernel.DomainEvent;
import java.util.Locale;

/** A person's file as a page of HTML: no scripts, nothing from elsewhere, every text escaped. */
final class FilePage {

    private static final ImmutableMap<String, String> CHINESE = ImmutableMap.<String, String>builder()
            .put("What is held about you", "我们保存的关于您的资料")
            .put("Put together at", "生成时间")
            .put("Reason", "原因")
            .put("As it is now", "当前状态")
            .put("What has happened", "历史记录")
            .put("Timeline", "时间线")
            .put("Named elsewhere", "其他提及之处")
            .put("Not shown: whoever put this together may not see it", "未显示（制作者无权查看）的项目数")
            .put("customer", "客户")
            .put("contact", "联系人")
            .put("consent", "同意")
            .put("profile", "偏好")
            .put("activity", "跟进")
            .put("opportunity", "商机")
            .put("ticket", "工单")
            .put("campaign", "活动")
            .put("disclosure", "查阅记录")
            .buildOrThrow();

    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "dl{display:grid;grid-template-columns:max-content auto;gap:0 1em;margin:0}dt{color:#555}dd{margin:0}"
            + "section{border-top:1px solid #ccc;margin-top:2em}ul{margin:0;padding-left:1.2em}";

    private final ObjectMapper mapper = new Json().mapper();
    private final StringBuilder html = new StringBuilder();
    private final boolean chinese;

    private FilePage(Locale locale) {
        chinese = locale.getLanguage().equals("zh");
    }

    static String of(PersonFile file, Locale locale) {
        FilePage page = new FilePage(locale);
        page.write(file);
        return page.html.toString();
    }

    private void write(PersonFile file) {
        String title = said("What is held about you");
        html.append("<!DOCTYPE html>\n<html lang=\"")
                .append(chinese ? "zh-CN" : "en")
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(title)
                .append("</h1><dl>");
        line("Put together at", file.at().toString());
        line("Reason", file.reason());
        line("Not shown: whoever put this together may not see it", Integer.toString(file.withheld()));
        html.append("</dl>\n");
        file.parts().forEach(this::write);
        begin("Timeline");
        html.append("<ul>");
        for (TimelineEntry each : file.timeline()) {
            item(each.happenedAt() + " " + each.event() + (each.text() == null ? "" : ": " + each.text()));
        }
        html.append("</ul></section>\n");
        begin("Named elsewhere");
        html.append("<ul>");
        file.mentions().forEach(each -> item(each.type() + " " + each.id() + " (" + each.attribute() + ")"));
        html.append("</ul></section>\n</body></html>\n");
    }

    private void write(PersonFile.Part part) {
        begin(part.feature());
        html.append("<p>")
                .append(part.id())
                .append("</p><h3>")
                .append(said("As it is now"))
                .append("</h3>");
        part.views().forEach(each -> write(mapper.<JsonNode>valueToTree(each.view())));
        html.append("<h3>").append(said("What has happened")).append("</h3><ul>");
        for (Recorded<?> each : part.history()) {
            DomainEvent event = each.event();
            html.append("<li>");
            text(each.meta().happenedAt() + " " + each.name() + " ("
                    + each.meta().actor() + ")");
            write(mapper.<JsonNode>valueToTree(event));
            html.append("</li>");
        }
        html.append("</ul></section>\n");
    }

    private void begin(String heading) {
        html.append("<section><h2>").append(said(heading)).append("</h2>");
    }

    private void item(String text) {
        html.append("<li>");
        text(text);
        html.append("</li>");
    }

    private void line(String name, String value) {
        html.append("<dt>").append(said(name)).append("</dt><dd>");
        text(value);
        html.append("</dd>");
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            html.append("<dl>");
            node.properties().forEach(each -> {
                html.append("<dt>");
                text(each.getKey());
                html.append("</dt><dd>");
                write(each.getValue());
                html.append("</dd>");
            });
            html.append("</dl>");
        } else if (node.isArray()) {
            html.append("<ul>");
            node.forEach(each -> {
                html.append("<li>");
                write(each);
                html.append("</li>");
            });
            html.append("</ul>");
        } else {
            text(node.asText());
        }
    }

    private void text(String text) {
        html.append(HtmlEscapers.htmlEscaper().escape(text));
    }

    private String said(String english) {
        return HtmlEscapers.htmlEscaper().escape(chinese ? CHINESE.getOrDefault(english, english) : english);
    }
}
