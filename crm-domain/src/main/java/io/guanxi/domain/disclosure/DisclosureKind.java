package io.guanxi.domain.disclosure;

/** How something was shown. */
public enum DisclosureKind {
    UNMASKED,
    FILE
}
