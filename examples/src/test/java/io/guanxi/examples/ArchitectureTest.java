package io.guanxi.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.schema.FieldValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the picture in the README says, as rules over all modules. */
class ArchitectureTest {

    private static final List<String> FEATURES = List.of(
            "customer",
            "contact",
            "consent",
            "profile",
            "disclosure",
            "finding",
            "touchpoint",
            "intake",
            "link",
            "activity",
            "transaction",
            "opportunity",
            "campaign",
            "ticket",
            "product",
            "person",
            "schema");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.guanxi");

    private static final JavaClasses LIBRARY = ALL.that(not(resideInAPackage("io.guanxi.examples..")));

    @Test
    void theDomainKnowsNothingButValuesAndCollections() {
        classes()
                .that()
                .resideInAPackage("io.guanxi.domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.guanxi.domain..",
                        "java.lang..",
                        "java.math..",
                        "java.nio.charset..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "com.google.common..",
                        "com.google.errorprone.annotations..",
                        "jakarta.validation..",
                        "org.joda.money..",
                        "org.jspecify.annotations..",
                        "io.soabase.recordbuilder.core..",
                        "javax.annotation.processing.."))
                .check(ALL);
    }

    @Test
    void adaptersKnowTheApplicationAndNotEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.guanxi.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.guanxi.rest..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.guanxi.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.guanxi.jdbc..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage("io.guanxi.application..", "io.guanxi.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.guanxi.jdbc..", "io.guanxi.rest..", "io.guanxi.examples..")
                .check(ALL);
    }

    @Test
    void featuresOfTheDomainMeetByIdOnly() {
        for (String feature : FEATURES) {
            noClasses()
                    .that()
                    .resideInAPackage("io.guanxi.domain." + feature + "..")
                    .should()
                    .dependOnClassesThat(inAnotherFeature("domain", feature)
                            .and(not(assignableTo(AggregateId.class)))
                            // the value of a field that anything may have, whatever its feature
                            .and(not(assignableTo(FieldValue.class))))
                    .check(ALL);
        }
    }

    @Test
    void featuresOfTheApplicationMeetByIdEventOrPort() {
        for (String feature : FEATURES) {
            noClasses()
                    .that()
                    .resideInAPackage("io.guanxi.application." + feature + "..")
                    .and(not(simpleNameEndingWith("Report")))
                    .should()
                    .dependOnClassesThat(inAnotherFeature("application", feature))
                    .check(ALL);
        }
    }

    private static DescribedPredicate<JavaClass> inAnotherFeature(String layer, String feature) {
        String[] others = FEATURES.stream()
                .filter(each -> !each.equals(feature))
                .map(each -> "io.guanxi." + layer + "." + each + "..")
                .toArray(String[]::new);
        return resideInAnyPackage(others);
    }

    @Test
    void axonHasOneHome() {
        noClasses()
                .that(not(resideInAnyPackage(
                        "io.guanxi.application.internal.engine..",
                        "io.guanxi.application.memory..",
                        "io.guanxi.application.spi..",
                        "io.guanxi.jdbc..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.axonframework..")
                .check(LIBRARY);
    }

    @Test
    void internalsStayInternal() {
        noClasses()
                .that(not(resideInAPackage("io.guanxi.application..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.guanxi.application.internal..")
                .check(ALL);
    }

    @Test
    void messagesAndIdsAreRecords() {
        classes()
                .that(assignableTo(Command.class)
                        .or(assignableTo(DomainEvent.class))
                        .or(assignableTo(AggregateId.class)))
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(ALL);
    }

    @Test
    void nothingDependsOnTheMachinesTimeZoneLocaleOrChance() {
        DescribedPredicate<JavaCall<?>> ambient =
                DescribedPredicate.describe("ask the machine for time, zone, locale or an id", call -> {
                    String owner = call.getTargetOwner().getName();
                    String name = call.getName();
                    boolean noArguments =
                            call.getTarget().getRawParameterTypes().isEmpty();
                    return Stream.of(Instant.class, LocalDate.class, LocalDateTime.class)
                                    .anyMatch(each -> each.getName().equals(owner) && name.equals("now") && noArguments)
                            || (owner.equals(ZoneId.class.getName()) && name.equals("systemDefault"))
                            || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
                            || (owner.equals(Locale.class.getName()) && name.equals("getDefault"))
                            || (owner.equals(TimeZone.class.getName()) && name.equals("getDefault"))
                            || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
                            || (owner.equals(String.class.getName())
                                    && (name.equals("toLowerCase") || name.equals("toUpperCase"))
                                    && noArguments);
                });
        noClasses().should().callCodeUnitWhere(ambient).check(LIBRARY);
        DescribedPredicate<JavaCall<?>> chance = DescribedPredicate.describe(
                "make ids up",
                call -> call.getTargetOwner().getName().equals(UUID.class.getName())
                        && call.getName().equals("randomUUID"));
        noClasses()
                .that()
                .resideInAPackage("io.guanxi.domain..")
                .and(not(assignableTo(AggregateId.class)))
                .should()
                .callCodeUnitWhere(chance)
                .check(ALL);
    }

    @Test
    void namesSayWhatThingsAre() {
        for (String word : List.of("Impl", "Manager", "Helper", "Util", "Utils", "Service", "Dto", "Base")) {
            noClasses()
                    .that(not(resideInAPackage("io.guanxi.examples.feature..")))
                    .and()
                    .areNotMemberClasses()
                    .should(haveSimpleNameEndingWith(word))
                    .check(ALL);
        }
    }

    @Test
    void noPackageIsSplitBetweenModules() {
        Map<String, TreeSet<String>> modules = new TreeMap<>();
        for (JavaClass each : ALL) {
            each.getSource()
                    .map(source -> source.getUri().toString().replaceFirst("(/classes/|\\.jar!/).*$", ""))
                    .ifPresent(module -> modules.computeIfAbsent(each.getPackageName(), any -> new TreeSet<>())
                            .add(module));
        }
        assertThat(modules)
                .allSatisfy((name, homes) -> assertThat(homes).as(name).hasSize(1));
    }

    /** ArchUnit sees erased types; reflection sees {@code List<ObjectNode>} too. */
    @Test
    void noTypeOfAxonJooqOrJacksonStandsOnThePublicApi() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass each : LIBRARY) {
            boolean promised = !each.getPackageName().contains(".spi")
                    && !each.getPackageName().contains(".internal");
            if (promised && isPublic(each)) {
                Class<?> type = each.reflect();
                signatures(type)
                        .filter(signature ->
                                signature.matches(".*(org\\.axonframework|org\\.jooq|com\\.fasterxml)\\..*"))
                        .forEach(signature -> leaks.add(type.getName() + ": " + signature));
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static Stream<String> signatures(Class<?> type) {
        List<Type> types = new ArrayList<>();
        if (type.getGenericSuperclass() != null) {
            types.add(type.getGenericSuperclass());
        }
        types.addAll(List.of(type.getGenericInterfaces()));
        for (Method method : type.getDeclaredMethods()) {
            if (isPromised(method.getModifiers()) && !method.isSynthetic() && !isOfTheSpi(method)) {
                types.add(method.getGenericReturnType());
                types.addAll(List.of(method.getGenericParameterTypes()));
                types.addAll(List.of(method.getGenericExceptionTypes()));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isPromised(constructor.getModifiers())) {
                types.addAll(List.of(constructor.getGenericParameterTypes()));
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isPromised(field.getModifiers())) {
                types.add(field.getGenericType());
            }
        }
        return types.stream().map(Type::getTypeName);
    }

    /** A public adapter has the methods of the port that it implements. */
    private static boolean isOfTheSpi(Method method) {
        return Stream.of(method.getDeclaringClass().getInterfaces())
                .filter(each -> each.getPackageName().endsWith(".spi"))
                .flatMap(each -> Stream.of(each.getMethods()))
                .anyMatch(each -> each.getName().equals(method.getName())
                        && List.of(each.getParameterTypes()).equals(List.of(method.getParameterTypes())));
    }

    private static boolean isPromised(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
