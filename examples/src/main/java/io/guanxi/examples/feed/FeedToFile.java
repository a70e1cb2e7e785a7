package io.guanxi.examples.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Follows {@code GET /events} into a file of JSON lines, and may be killed at any moment: started again, it goes on where it was.
 *
 * <p>Behind the events of a part stands the place of the next part, written with them. What stands behind the last whole place was
 * cut off by a kill; it is removed and read once more. So each event arrives in the file, and once. A consumer that cannot keep the
 * place together with what it does, such as one that sends mails, gets the last part again, and needs {@code id} to notice.
 */
public final class FeedToFile {

    private static final String PLACE = "{\"next\":";
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final RandomAccessFile file;
    private URI next;

    private FeedToFile(RandomAccessFile file, URI begin) throws IOException {
        this.file = file;
        this.next = begin;
        goOn();
    }

    /**
     * Follows until it is killed.
     *
     * @param arguments where the feed begins, such as {@code http://localhost:8080/events}; the file; and {@code once}, to stop where
     *     there is nothing more just now
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean once = arguments.length > 2 && arguments[2].equals("once");
        try (RandomAccessFile file = new RandomAccessFile(Path.of(arguments[1]).toFile(), "rw")) {
            FeedToFile feed = new FeedToFile(file, URI.create(arguments[0]));
            while (feed.read() || !once) {
                // the next part
            }
        }
    }

    /** Finds the last whole place, and removes what stands behind it. */
    private void goOn() throws IOException {
        byte[] bytes = new byte[(int) file.length()];
        file.readFully(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1); // a character for each byte
        int place = text.lastIndexOf('\n' + PLACE, text.lastIndexOf('\n') - 1);
        int end = 0;
        if (place >= 0) {
            end = text.indexOf('\n', place + 1) + 1;
            next = URI.create(
                    mapper.readTree(text.substring(place, end)).path("next").asText());
        }
        file.setLength(end);
        file.seek(end);
    }

    /** Reads a part; false if there was nothing more. */
    private boolean read() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(next).header("X-User", "archive").build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The feed answered " + answer.statusCode());
        }
        JsonNode events = mapper.readTree(answer.body());
        if (events.isEmpty()) {
            Thread.sleep(PAUSE_MILLIS);
            return false;
        }
        next = URI.create(answer.headers().firstValue("Link").orElseThrow().replaceFirst("^<(.*)>.*$", "$1"));
        StringBuilder part = new StringBuilder();
        events.forEach(each -> part.append(each).append('\n'));
        part.append(mapper.createObjectNode().put("next", next.toString())).append('\n');
        file.write(part.toString().getBytes(StandardCharsets.UTF_8));
        file.getFD().sync();
        return true;
    }
}
