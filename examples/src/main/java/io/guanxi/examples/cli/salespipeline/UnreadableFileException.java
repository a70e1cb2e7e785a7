package io.guanxi.examples.cli.salespipeline;

/** A file that is not there, has not the columns it should have, or is no CSV. Its message is fit for people. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
