package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.util.concurrent.Uninterruptibles;
import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.LogHead;
import io.guanxi.application.Signer;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes to a database of each kind is killed with {@code kill -9} at a random moment, be it while it opens them:
 * then what it has acknowledged is there once, nothing is there by halves, views are what the log folds to, reactions go on, the
 * chain over the log is gone on with, and the databases open.
 */
class KillTest {

    private static final int WRITERS = 3;
    private static final String ALGORITHM = "Ed25519";
    private static final int KILLS = Rounds.of(25);

    /** All that is there is looked at after each kill, so that many kills are spread over several databases of each kind. */
    private static final int AT_ONE_PLACE = 25;

    private final Random random = new Random();

    @TempDir
    private Path directory;

    private final KeyPair key;
    private String classPath = "";

    KillTest() throws GeneralSecurityException {
        key = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    }

    private static Crm chained(JdbcStorage storage, PrivateKey key) {
        return Script.crm(storage)
                .chained(Signer.of(key), Duration.ofMillis(10))
                .build();
    }

    /** Waits for a word, opens the databases, and then writes for ever and says of each step that it is committed. */
    public static final class Victim {

        private static volatile boolean enough;

        public static void main(String[] arguments) throws Exception {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(BaseEncoding.base16().decode(arguments[0])));
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            long first = Long.parseLong(orders.readLine());
            OutputStream said = new FileOutputStream(FileDescriptor.out);
            said.write("open\n".getBytes(StandardCharsets.UTF_8));
            List<Thread> databases = new ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                String url = arguments[i];
                long writer = first + (i - 1) * WRITERS;
                databases.add(new Thread(() -> write(url, key, said, writer)));
            }
            databases.forEach(Thread::start);
            enough = orders.readLine() == null;
            for (Thread each : databases) {
                each.join();
            }
            System.exit(0);
        }

        private static void write(String url, PrivateKey key, OutputStream said, long first) {
            JdbcStorage storage =
                    url.startsWith("jdbc:h2:") ? JdbcStorage.h2(url) : JdbcStorage.on(Databases.pool(url, 8));
            try (Crm crm = chained(storage.createTables(), key)) {
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    long writer = first + i;
                    writers.add(new Thread(() -> write(crm, said, writer)));
                }
                writers.forEach(Thread::start);
                writers.forEach(Uninterruptibles::joinUninterruptibly);
            } catch (RuntimeException failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }

        private static void write(Crm crm, OutputStream said, long writer) {
            try {
                CrmSession session = crm.as(Crms.ANN);
                Script script = new Script(writer);
                for (int step = 0; !enough; step++) {
                    script.run(session, step);
                    synchronized (said) {
                        said.write((writer + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException | RuntimeException failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
    }

    @Test
    void whatWasAcknowledgedSurvives() throws Exception {
        classPath = packed();
        Map<Databases.Kind, Integer> steps = new EnumMap<>(Databases.Kind.class);
        for (int kills = 0; kills < KILLS; kills += AT_ONE_PLACE) {
            survived(kills, Math.min(KILLS - kills, AT_ONE_PLACE))
                    .forEach(place -> place.done.values().forEach(each -> steps.merge(place.kind, each, Integer::sum)));
            if (Rounds.many()) {
                System.out.println(Math.min(KILLS, kills + AT_ONE_PLACE) + " kills, steps that are there: " + steps);
            }
        }
        assertThat(steps).hasSameSizeAs(Databases.kinds());
        assertThat(steps.values()).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(KILLS - KILLS / 5));
    }

    /** So many processes are killed over the same databases. */
    private List<Place> survived(int before, int kills) throws Exception {
        List<Place> places = new ArrayList<>();
        for (Databases.Kind each : Databases.kinds()) {
            places.add(new Place(each, each == Databases.Kind.H2 ? h2("crm-" + before) : freshPlace(each)));
        }
        if (before == 0) {
            rehearse(places);
        }
        Process next = victim(places);
        for (int round = 1; round <= kills; round++) {
            Process victim = next;
            long first = (long) round * places.size() * WRITERS;
            int[] said = new int[places.size() * WRITERS];
            kill(victim, first, round % 5 == 0 ? 0 : 1 + random.nextInt(20), said);
            next = victim(places);
            for (int i = 0; i < said.length; i += WRITERS) {
                places.get(i / WRITERS).examine(first + i, Arrays.copyOfRange(said, i, i + WRITERS));
            }
        }
        next.destroyForcibly();
        for (Place each : places) {
            each.goOn();
        }
        return places;
    }

    private String h2(String name) {
        return "jdbc:h2:async:" + directory.resolve(name) + ";WRITE_DELAY=0";
    }

    private static String freshPlace(Databases.Kind kind) {
        try (HikariDataSource pool = kind.pool()) {
            return pool.getJdbcUrl();
        }
    }

    private Process victim(List<Place> places, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options.length > 0 ? options : new String[] {"-XX:SharedArchiveFile=" + archive()}));
        String secret = BaseEncoding.base16().encode(key.getPrivate().getEncoded());
        command.addAll(List.of("-cp", classPath, Victim.class.getName(), secret));
        places.forEach(each -> command.add(each.url));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private Path archive() {
        return directory.resolve("classes.jsa");
    }

    /** One that ends by itself leaves its loaded classes behind, so that all others start in a fraction of the time. */
    private void rehearse(List<Place> places) throws Exception {
        Process rehearsal =
                victim(places, "-XX:ArchiveClassesAtExit=" + archive(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        try (InputStream said = rehearsal.getInputStream()) {
            OutputStream orders = rehearsal.getOutputStream();
            orders.write("0\n".getBytes(StandardCharsets.UTF_8));
            orders.flush();
            for (int lines = 0; lines < 20; ) {
                int next = said.read();
                assertThat(next).as(errors()).isNotNegative();
                lines += next == '\n' ? 1 : 0;
            }
            orders.close();
            while (said.read() >= 0) {
                // it writes until it has ended
            }
        }
        assertThat(rehearsal.waitFor()).as(errors()).isZero();
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("errors"));
    }

    /** Directories are packed, for only the classes of jars can be archived. */
    private String packed() throws IOException {
        List<String> packed = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(each);
            packed.add(Files.isDirectory(path) ? pack(path, packed.size()) : each);
        }
        return String.join(File.pathSeparator, packed);
    }

    private String pack(Path classes, int number) throws IOException {
        Path jar = directory.resolve(number + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(each -> !each.equals(classes)).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                boolean folder = Files.isDirectory(file); // which Flyway wants to find, too
                out.putNextEntry(new ZipEntry(folder ? name + "/" : name));
                if (!folder) {
                    Files.copy(file, out);
                }
            }
        }
        return jar.toString();
    }

    /**
     * Lets it write from now on, and kills it.
     *
     * @param atLeast how many steps it is let acknowledge, one at each database among them; 0 for one that may be killed while it starts
     * @param said is told how many steps each writer has acknowledged
     */
    private void kill(Process victim, long first, int atLeast, int[] said) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(victim, lines));
        victim.getOutputStream().write((first + "\n").getBytes(StandardCharsets.UTF_8));
        victim.getOutputStream().flush();
        assertThat(lines.poll(60, TimeUnit.SECONDS)).as(errors()).isEqualTo("open");
        for (int steps = 0; atLeast > 0 && (steps < atLeast || !atEach(said)); steps++) {
            said[writer(lines.poll(60, TimeUnit.SECONDS), first)]++;
        }
        Thread.sleep(random.nextInt(atLeast == 0 ? 1500 : 250));
        victim.toHandle().destroyForcibly(); // the process itself would close its pipes too
        assertThat(victim.waitFor())
                .as("killed, and not ended by itself: %s", errors())
                .isEqualTo(137);
        reading.get(60, TimeUnit.SECONDS);
        lines.forEach(line -> said[writer(line, first)]++);
    }

    private static boolean atEach(int[] said) {
        return IntStream.iterate(0, i -> i < said.length, i -> i + WRITERS)
                .allMatch(i -> IntStream.range(i, i + WRITERS).anyMatch(each -> said[each] > 0));
    }

    private static int writer(@Nullable String line, long first) {
        return (int) (Long.parseLong(line) - first);
    }

    /** What is cut off in the middle of a line has not been said. */
    private static void read(Process victim, Queue<String> lines) {
        try (InputStream said = victim.getInputStream()) {
            StringBuilder line = new StringBuilder();
            for (int next = said.read(); next >= 0; next = said.read()) {
                if (next == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A database that processes are killed over. */
    private final class Place {

        private final Databases.Kind kind;
        private final String url;

        /** How many steps of each script there are. */
        private final Map<Script, Integer> done = new LinkedHashMap<>();

        private @Nullable LogHead trusted;

        Place(Databases.Kind kind, String url) {
            this.kind = kind;
            this.url = url;
        }

        void examine(long first, int[] said) {
            try (HikariDataSource pool = Databases.pool(url, 4);
                    Crm crm = chained(JdbcStorage.on(pool).createTables(), key.getPrivate());
                    Crm model = Script.model()) {
                for (int i = 0; i < WRITERS; i++) {
                    Script script = new Script(first + i);
                    done.put(script, script.verify(crm, model, said[i], true));
                }
                Audit.verify(crm, pool);
                LogHead head = crm.logHead().orElseThrow();
                crm.verifyLog(List.of(key.getPublic()), trusted, events -> {});
                trusted = head;
            }
        }

        /** What was begun is brought to its end. Not after each kill: it takes seconds until another goes on for the killed one. */
        void goOn() throws InterruptedException {
            try (HikariDataSource pool = Databases.pool(url, 4)) {
                try (Crm crm = Script.crm(JdbcStorage.on(pool)).build()) {
                    for (var each : done.entrySet()) {
                        each.getKey().awaitReactions(crm, each.getValue());
                    }
                    assertThat(crm.deadLetters()).isEmpty();
                }
                Audit.verifyReplay(pool);
            }
        }
    }
}
