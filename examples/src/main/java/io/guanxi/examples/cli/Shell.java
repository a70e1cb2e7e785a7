package io.guanxi.examples.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Pattern;

/** What a person can paste into the shell that this command was started from. */
final class Shell {

    private static final Pattern HARMLESS = Pattern.compile("[\\w./:=@%+,\\\\-]+");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Shell() {}

    static String quoted(String argument) {
        if (HARMLESS.matcher(argument).matches() && (WINDOWS || argument.indexOf('\\') < 0)) {
            return argument;
        }
        return WINDOWS ? '"' + argument + '"' : '\'' + argument.replace("'", "'\\''") + '\'';
    }

    /** How to start this program again from the same directory. */
    static String crm() {
        Path here = Path.of("").toAbsolutePath();
        Path jar = jar();
        return "java -jar " + quoted((jar.startsWith(here) ? here.relativize(jar) : jar).toString());
    }

    private static Path jar() {
        CodeSource source = Shell.class.getProtectionDomain().getCodeSource();
        try {
            Path path =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            return Files.isRegularFile(path) ? path.toAbsolutePath() : Path.of("examples", "target", "crm.jar");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
