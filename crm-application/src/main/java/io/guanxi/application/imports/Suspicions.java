package io.guanxi.application.imports;

import io.guanxi.application.duplicate.Candidate;
import io.guanxi.application.imports.ImportReport.Suspicion;
import java.util.ArrayList;
import java.util.List;

/** The rows of one table whose customers are like others. */
final class Suspicions {

    private static final int REPORTED = 1_000;

    private final List<Suspicion> first = new ArrayList<>();
    private long taken;
    private long refused;

    synchronized void add(long line, boolean wasRefused, List<Candidate> candidates) {
        if (wasRefused) {
            refused++;
        } else {
            taken++;
        }
        if (first.size() < REPORTED) {
            first.add(new Suspicion(line, wasRefused, candidates));
        }
    }

    synchronized long taken() {
        return taken;
    }

    synchronized long refused() {
        return refused;
    }

    synchronized List<Suspicion> first() {
        return List.copyOf(first);
    }
}
