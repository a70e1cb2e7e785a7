package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.CustomerId;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes long to load is not loaded for a start on tables that are there, nor for a command. */
class LeanStartTest {

    /** Loads every class anew, but none of these packages. */
    static final class Without extends URLClassLoader {

        private final String[] packages;

        Without(String... packages) {
            super(
                    Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                            .map(Without::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
            this.packages = packages;
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            for (String each : packages) {
                if (name.startsWith(each)) {
                    throw new ClassNotFoundException(name);
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    /** What is run in there. */
    public static final class Start implements java.util.function.Consumer<String> {
        @Override
        public void accept(String url) {
            try (Crm crm = Crms.builder(JdbcStorage.h2(url).createTables()).build()) {
                CrmSession session = crm.as(Crms.ANN);
                CustomerId id = CustomerId.random();
                session.execute(Crms.acme(id));
                assertThat(session.views(CustomerView.TYPE).byId(id)).isPresent();
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked") // the class is Start
    void neitherFlywayNorJooqIsLoaded(@TempDir Path directory) throws IOException, ReflectiveOperationException {
        String url = "jdbc:h2:file:" + directory.resolve("crm");
        JdbcStorage first = JdbcStorage.h2(url).createTables();
        Crms.builder(first).build().close();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Without loader = new Without("org.flywaydb.", "org.jooq.")) {
            Thread.currentThread().setContextClassLoader(loader);
            var start = (java.util.function.Consumer<String>)
                    loader.loadClass(Start.class.getName()).getConstructor().newInstance();
            start.accept(url);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void jooqStartsSilentlyAndLeavesThePropertiesAsTheyWere() {
        String before = System.getProperty("org.jooq.no-logo");
        String during = Silence.during(() -> System.getProperty("org.jooq.no-logo"));
        assertThat(during).isEqualTo("true");
        assertThat(System.getProperty("org.jooq.no-logo")).isEqualTo(before);
        assertThat(System.getProperty("org.jooq.no-tips")).isNull();
    }

    @Test
    void whatTheHostHasSaidToJooqStays() {
        System.setProperty("org.jooq.no-tips", "false");
        try {
            assertThat(Silence.<String>during(() -> System.getProperty("org.jooq.no-tips")))
                    .isEqualTo("false");
            assertThat(System.getProperty("org.jooq.no-tips")).isEqualTo("false");
        } finally {
            System.clearProperty("org.jooq.no-tips");
        }
    }
}
