package io.guanxi.examples.cli.salespipeline;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.domain.kernel.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the four files, in the order in which they refer to each other. Whatever is in the CRM already is compared with the file,
 * and only the difference is executed; so a second run over the same files changes nothing.
 */
public final class SalesPipelineImport {

    private static final Actor ACTOR = Actor.system("import");

    private final CrmSession session;
    private final InstantSource clock;
    private final CurrencyUnit currency;
    private final Progress progress;

    /** @param currency in which all money of the files is meant */
    public SalesPipelineImport(Crm crm, InstantSource clock, CurrencyUnit currency, Progress progress) {
        this.session = crm.as(ACTOR);
        this.clock = clock;
        this.currency = currency;
        this.progress = progress;
    }

    /** @throws UnreadableFileException if a file is missing or lacks a column, or one of the smaller ones is malformed */
    public ImportResult run(Folder folder) {
        Instant start = clock.instant();
        Journal journal = new Journal();
        Accounts accounts = new Accounts(currency, start, journal);
        Products products = new Products(currency, start);
        Sellers sellers = new Sellers(start, journal);
        Deals deals = new Deals(currency, start, journal, accounts.names(), products.names(), sellers.names());

        CsvFile accountFile = file(folder, Accounts.FILE, Accounts.COLUMNS);
        CsvFile productFile = file(folder, Products.FILE, Products.COLUMNS);
        CsvFile sellerFile = file(folder, Sellers.FILE, Sellers.COLUMNS);
        CsvFile dealFile = file(folder, Deals.FILE, Deals.COLUMNS);
        List.of(accountFile, productFile, sellerFile, dealFile).forEach(CsvFile::requireColumns);
        accounts.index(accountFile);
        sellers.index(sellerFile);

        @Nullable String failure = null;
        FileImport.run(accountFile, session, accounts, journal, progress);
        FileImport.run(productFile, session, products, journal, progress);
        FileImport.run(sellerFile, session, sellers, journal, progress);
        try {
            FileImport.run(dealFile, session, deals, journal, progress);
        } catch (UnreadableFileException broken) {
            failure = broken.getMessage();
        }
        return new ImportResult(
                journal.counts(),
                inOrder(journal),
                journal.readings(),
                failure,
                Duration.between(start, clock.instant()));
    }

    private static List<Rejection> inOrder(Journal journal) {
        List<String> files = journal.counts().stream().map(FileCount::file).toList();
        List<Rejection> rejections = new ArrayList<>(journal.rejections());
        rejections.sort(Comparator.<Rejection>comparingInt(each -> files.indexOf(each.file()))
                .thenComparingLong(Rejection::line));
        return rejections;
    }

    private static CsvFile file(Folder folder, String name, List<String> columns) {
        return new CsvFile(
                new CsvFile.Source() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public InputStream open() throws IOException {
                        return folder.open(name);
                    }
                },
                columns);
    }

    /** Where the files are. */
    @FunctionalInterface
    public interface Folder {

        InputStream open(String file) throws IOException;

        /** The names of the four files. */
        static List<String> files() {
            return List.of(Accounts.FILE, Products.FILE, Sellers.FILE, Deals.FILE);
        }

        static Folder of(Path directory) {
            return file -> Files.newInputStream(directory.resolve(file));
        }
    }
}
