package io.guanxi.examples.cli.salespipeline;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that tests import: the product's own sample, and the public data set where it is at hand. */
public final class SampleData {

    private SampleData() {}

    /** The files that the demo imports. */
    public static Path own() {
        URL file = SampleData.class.getResource("/io/guanxi/examples/cli/demo/accounts.csv");
        try {
            if (file == null) {
                throw new IllegalStateException("The demo's files are not on the class path");
            }
            return Path.of(file.toURI()).resolveSibling("");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Every set of files at hand; says so if the public one is not. */
    public static List<Path> all() {
        List<Path> result = new ArrayList<>();
        result.add(own());
        Path shared =
                Path.of(System.getProperty("guanxi.data", "../../shared/data")).resolve("crm-pipeline-maven");
        if (Files.isDirectory(shared)) {
            result.add(shared);
        } else {
            System.out.println(
                    "The data set crm-pipeline-maven is not at hand: the product's own sample is imported alone");
        }
        return result;
    }
}
