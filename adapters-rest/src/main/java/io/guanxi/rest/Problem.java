package io.guanxi.rest;

import com.google.common.collect.ImmutableList;
import io.guanxi.domain.kernel.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not fulfilled (RFC 9457, {@code application/problem+json}).
 *
 * @param type {@code urn:guanxi:problem:} and the code
 * @param title what kind of problem it is, in the reader's language
 * @param status the HTTP status
 * @param detail why, in the reader's language
 * @param code stable, to branch on: {@code invalid}, {@code not-found}, {@code customer.archived}…
 * @param instance of an internal error: the incident that the host's log tells more about
 * @param violations of an invalid request: everything that is wrong with it
 * @param candidates of a customer that is refused for being like others: whom it is like, the likeliest first
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String instance,
        @Nullable List<Violation> violations,
        @Nullable List<Likeness> candidates) {

    static final String MEDIA_TYPE = "application/problem+json";

    Problem {
        violations = violations == null ? null : ImmutableList.copyOf(violations);
        candidates = candidates == null ? null : ImmutableList.copyOf(candidates);
    }

    /** The kinds of problem, with their titles. */
    enum Kind {
        INVALID(400, "Invalid request", "请求无效"),
        UNAUTHENTICATED(401, "Not logged in", "未登录"),
        FORBIDDEN(403, "Forbidden", "没有权限"),
        NOT_FOUND(404, "Not found", "不存在"),
        STALE(409, "Changed meanwhile", "数据已变更"),
        PRECONDITION_FAILED(412, "Not the expected version", "版本不符"),
        TOO_LARGE(413, "Request too large", "请求过大"),
        UNSUPPORTED_MEDIA_TYPE(415, "Not JSON", "不是 JSON"),
        REFUSED(422, "Refused by a business rule", "业务规则不允许"),
        INTERNAL(500, "Internal error", "内部错误");

        private final int status;
        private final String english;
        private final String chinese;

        Kind(int status, String english, String chinese) {
            this.status = status;
            this.english = english;
            this.chinese = chinese;
        }

        int status() {
            return status;
        }

        String title(boolean inChinese) {
            return inChinese ? chinese : english;
        }
    }
}
