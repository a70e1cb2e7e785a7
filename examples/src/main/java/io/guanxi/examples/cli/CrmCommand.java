package io.guanxi.examples.cli;

/** The {@code crm} command line. */
public final class CrmCommand {

    private CrmCommand() {}
}
