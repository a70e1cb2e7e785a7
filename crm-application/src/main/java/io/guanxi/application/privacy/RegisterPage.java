package io.guanxi.application.privacy;

import com.google.common.base.Joiner;
import io.guanxi.application.privacy.ProcessingRegister.Activity;
import io.guanxi.domain.kernel.Personal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The register as people read it. */
final class RegisterPage {

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("Record of processing activities", "个人信息处理活动记录"),
            Map.entry("Controller", "个人信息处理者"),
            Map.entry("Put together", "生成时间"),
            Map.entry("Purpose", "目的"),
            Map.entry("Basis", "法律依据"),
            Map.entry("People", "个人类别"),
            Map.entry("Recipients", "接收方"),
            Map.entry("Kept", "保存期限"),
            Map.entry("Kind", "类别"),
            Map.entry("Fields", "字段"),
            Map.entry("Consents", "同意"),
            Map.entry("Protection", "安全措施"),
            Map.entry("none", "无"),
            Map.entry("no rule", "无规则"),
            Map.entry("have agreed", "人已同意"),
            Map.entry(
                    "Personal fields are stored sealed (AES-256-GCM), and erased by destroying their keys.",
                    "个人字段加密存储（AES-256-GCM），通过销毁密钥清除。"),
            Map.entry("Personal fields are stored as they are.", "个人字段以明文存储。"));

    private final boolean chinese;
    private final StringBuilder page = new StringBuilder();

    private RegisterPage(Locale locale) {
        chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    static String of(ProcessingRegister register, Locale locale) {
        RegisterPage page = new RegisterPage(locale);
        page.write(register);
        return page.page.toString();
    }

    private void write(ProcessingRegister register) {
        page.append("# ").append(said("Record of processing activities")).append("\n\n");
        line("Controller", register.controller());
        line("Put together", register.at().toString());
        register.activities().forEach(this::write);
        page.append("\n## ").append(said("Consents")).append("\n\n");
        register.consents()
                .forEach(each ->
                        line(each.purpose() + " / " + each.channel(), each.agreed() + " " + said("have agreed")));
        page.append("\n## ").append(said("Protection")).append("\n\n");
        page.append(said(
                        register.sealed()
                                ? "Personal fields are stored sealed (AES-256-GCM), and erased by destroying their keys."
                                : "Personal fields are stored as they are."))
                .append('\n');
    }

    private void write(Activity activity) {
        page.append("\n## ").append(activity.feature()).append("\n\n");
        line("Purpose", activity.purpose().purpose());
        line("Basis", activity.purpose().basis());
        line("People", activity.purpose().subjects());
        line("Recipients", listed(List.copyOf(activity.purpose().recipients()), "none"));
        line(
                "Kept",
                listed(
                        activity.kept().stream()
                                .map(each -> each.term() + " (" + each.action() + ", " + each.rule() + ")")
                                .toList(),
                        "no rule"));
        page.append("\n| ")
                .append(said("Kind"))
                .append(" | ")
                .append(said("Fields"))
                .append(" |\n| --- | --- |\n");
        Map<Personal.Kind, TreeSet<String>> byKind = activity.fields().stream()
                .collect(Collectors.groupingBy(
                        ProcessingRegister.Field::kind,
                        TreeMap::new,
                        Collectors.mapping(ProcessingRegister.Field::path, Collectors.toCollection(TreeSet::new))));
        byKind.forEach((kind, paths) -> page.append("| ")
                .append(kind)
                .append(" | ")
                .append(cell(Joiner.on(", ").join(paths)))
                .append(" |\n"));
    }

    private String listed(List<String> texts, String nothing) {
        return texts.isEmpty() ? said(nothing) : Joiner.on("; ").join(texts);
    }

    private void line(String name, String value) {
        page.append("- ").append(said(name)).append(": ").append(cell(value)).append('\n');
    }

    /** What somebody has typed neither ends a line nor a cell. */
    private static String cell(String text) {
        return text.replace('\n', ' ').replace("|", "\\|");
    }

    private String said(String english) {
        return chinese ? CHINESE.getOrDefault(english, english) : english;
    }
}
