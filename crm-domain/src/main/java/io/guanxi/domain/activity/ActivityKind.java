package io.guanxi.domain.activity;

/** How people meet. By which means is the channel's to say. */
public enum ActivityKind {
    CALL,
    VISIT,
    MAIL,
    CHAT,
    MEETING,
    WEB_VISIT,
    STORE_VISIT
}
