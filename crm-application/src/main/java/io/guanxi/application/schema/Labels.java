package io.guanxi.application.schema;

import com.google.common.base.Ascii;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.ViewType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What views, their attributes and the constants of these are called: in English as they are named, in Simplified Chinese as a file
 * says, {@code CustomerView_zh_CN.properties} beside the view with keys like {@code name}, {@code status} and {@code status.ACTIVE}; the
 * view's own is {@code view}. A third party's are translated alike. Other languages fall back to English.
 */
public final class Labels {

    private static final LoadingCache<Class<?>, Properties> CHINESE =
            CacheBuilder.newBuilder().weakKeys().build(CacheLoader.from(Labels::chinese));

    private Labels() {}

    /** A kind of view, such as customer. */
    public static String of(ViewType<?> type, Locale locale) {
        return translated(type, "view", type.name(), locale);
    }

    /** A built-in attribute. */
    public static String of(ViewType<?> type, Attribute<?, ?> attribute, Locale locale) {
        return translated(type, attribute.name(), attribute.name(), locale);
    }

    /** One of an attribute's constants. */
    public static String of(ViewType<?> type, Attribute<?, ?> attribute, String constant, Locale locale) {
        return translated(type, attribute.name() + "." + constant, constant, locale);
    }

    /** What a tenant has called something: the label of the locale, of its language, the English one, or what it is called otherwise. */
    public static String of(Map<String, String> labels, String otherwise, Locale locale) {
        String exact = labels.get(locale.toLanguageTag());
        if (exact != null) {
            return exact;
        }
        return labels.entrySet().stream()
                .filter(each ->
                        Locale.forLanguageTag(each.getKey()).getLanguage().equals(locale.getLanguage()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(labels.getOrDefault("en", otherwise));
    }

    private static String translated(ViewType<?> type, String key, String name, Locale locale) {
        String english = spoken(name);
        return locale.getLanguage().equals("zh")
                ? CHINESE.getUnchecked(type.viewClass()).getProperty(key, english)
                : english;
    }

    /** {@code next_contact} is Next contact. */
    private static String spoken(String name) {
        String words = Ascii.toLowerCase(name).replace('_', ' ');
        return Ascii.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Properties chinese(Class<?> view) {
        Properties properties = new Properties();
        try (InputStream bytes = view.getResourceAsStream(view.getSimpleName() + "_zh_CN.properties")) {
            if (bytes != null) {
                properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            }
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
