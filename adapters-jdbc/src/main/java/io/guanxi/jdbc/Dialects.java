package io.guanxi.jdbc;

/** The databases that the tables may be kept in. */
final class Dialects {

    static final Dialect H2 = new H2Dialect();
    static final Dialect POSTGRESQL = new PostgresDialect();
    static final Dialect MARIADB = new MariaDbDialect();

    private Dialects() {}

    /** By the name that the database gives itself. */
    static Dialect of(String product) {
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB" -> MARIADB;
            default ->
                throw new IllegalStateException(
                        "Guanxi keeps its tables in H2, PostgreSQL or MariaDB, not in " + product);
        };
    }
}
