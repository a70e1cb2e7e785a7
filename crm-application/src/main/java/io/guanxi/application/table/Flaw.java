package io.guanxi.application.table;

/** What is not quite right with a row, though it could be read. */
public enum Flaw {
    /** It has fewer cells than the header; those that are missing read as empty. */
    FEWER_CELLS,
    /** It has more cells than the header; they follow behind. */
    MORE_CELLS,
    /** A quote was never closed or stands inside a quoted cell alone; it was taken for a sign of the text. */
    STRAY_QUOTE,
    /** Signs of code 0 were left out. */
    NUL,
    /** A cell contains U+FFFD, which stands for bytes that have no meaning in the file's encoding. */
    UNDECODABLE,
    /** It is no JSON object; its text is its only cell. */
    MALFORMED
}
