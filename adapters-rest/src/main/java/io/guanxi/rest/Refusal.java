package io.guanxi.rest;

import java.util.Locale;

/** Why HTTP itself, not the CRM, turns a request down. Ends in a {@link Problem}. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem.Kind kind;
    private final String chinese;

    private Refusal(Problem.Kind kind, String english, String chinese) {
        super(english, null, false, false);
        this.kind = kind;
        this.chinese = chinese;
    }

    static Refusal nobodyLoggedIn() {
        return new Refusal(Problem.Kind.UNAUTHENTICATED, "Nobody is logged in", "没有用户登录");
    }

    static Refusal noSuchCommand(String command) {
        return new Refusal(Problem.Kind.NOT_FOUND, "There is no command " + command, "没有命令 " + command);
    }

    static Refusal tooLarge(int maxBytes) {
        return new Refusal(
                Problem.Kind.TOO_LARGE, "The request has more than " + maxBytes + " bytes", "请求超过 " + maxBytes + " 字节");
    }

    static Refusal notJson() {
        return new Refusal(
                Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                "The request must say Content-Type: application/json, in UTF-8",
                "请求必须声明 Content-Type: application/json，并使用 UTF-8");
    }

    static Refusal noTable() {
        return new Refusal(
                Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
                "The body must be the file itself, with a Content-Type such as text/csv, and no form",
                "请求体必须是文件本身，Content-Type 如 text/csv，不能是表单");
    }

    static Refusal otherVersion() {
        return new Refusal(
                Problem.Kind.PRECONDITION_FAILED,
                "It does not have the version that the request names",
                "当前版本与请求中的版本不一致");
    }

    Problem.Kind kind() {
        return kind;
    }

    String describe(Locale locale) {
        return locale.getLanguage().equals("zh") ? chinese : String.valueOf(getMessage());
    }
}
