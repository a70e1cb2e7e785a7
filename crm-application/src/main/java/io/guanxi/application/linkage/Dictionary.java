package io.guanxi.application.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts by numbers from 0 on, each once. */
final class Dictionary {

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        codes.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    String text(int code) {
        return texts.get(code);
    }

    List<String> texts() {
        return texts;
    }

    /** Forgets what is only needed to take in more. */
    List<String> sealed() {
        codes.clear();
        return texts;
    }
}
