package org.iprestriction;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house: who may know whom. Here, because only this module sees all of them. */
class ArchitectureTest {
    private static final String ROOT = "org.iprestriction.";
    /** Who knows whom, exactly: an arrow that is gone leaves this table, too. */
    private static final String ROOMS = """
            address          |
            access           | address
            settings         | address
            live             | access address settings
            caller           | access address settings
            servlet          | access address caller live settings
            entry            | access address settings
            database         | settings
            store            | access address database entry live settings
            jpa              | access address database entry live settings store
            admin.text       | address
            admin.json       |
            admin.http       | settings
            admin.access     | address caller entry settings
            admin.context    | admin.access admin.http caller database entry jpa live servlet settings
            admin.page       | address admin.access admin.context admin.http admin.json admin.text entry settings
            admin.signin     | admin.access admin.context admin.page admin.text entry
            admin.list       | access address admin.access admin.context admin.json admin.page admin.text entry servlet
            admin.entry      | access address admin.access admin.context admin.json admin.list admin.page admin.signin admin.text database entry servlet settings
            admin.review     | admin.access admin.context admin.http admin.page admin.text database entry settings
            admin.api        | access address admin.access admin.context admin.http admin.json caller database entry live servlet settings
            admin            | admin.access admin.api admin.context admin.entry admin.http admin.list admin.page admin.review admin.signin jpa settings
            example          | admin database jpa live settings
            example.launcher | example
            """;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("org/iprestriction/servers/")) // only tests use it
            .importPackages("org.iprestriction");
    private static final long MOST_TYPES = 25;
    private static final Set<String> READERS = Stream.of("address.AddressLiteral", "address.IpAddress", "address.NotationParser",
            "access.AccessList", "access.Ipv4Set", "access.Ipv6Set", "caller.RecentCallers", "caller.ClientAddressResolver",
            "caller.SocketAddress", "caller.ClientHeader", "caller.SingleAddress", "caller.AddressReader", "caller.HopReader",
            "caller.ForwardedForHeader", "caller.ForwardedHeader", "servlet.IpRestrictionFilter")
            .map(ROOT::concat).collect(Collectors.toSet());
    private static final Set<String> LENIENT = Set.of("String.split", "String.matches", "String.replaceAll",
            "String.replaceFirst", "String.strip", "String.trim", "String.toLowerCase", "Integer.parseInt", "Integer.decode",
            "Integer.valueOf", "Long.parseLong", "Character.isDigit", "Character.digit", "Character.getNumericValue");

    /** Beginnings of the full names of what takes the default locale. */
    private static final Set<String> OF_THE_MACHINE = Set.of("java.lang.String.format(java.lang.String, ",
            "java.lang.String.formatted(", "java.lang.String.toLowerCase()", "java.lang.String.toUpperCase()",
            "java.io.PrintStream.printf(java.lang.String, ", "java.io.PrintStream.format(java.lang.String, ",
            "java.io.PrintWriter.printf(java.lang.String, ", "java.io.PrintWriter.format(java.lang.String, ",
            "java.util.Formatter.<init>()", "java.util.Formatter.<init>(java.lang.Appendable)", "java.util.Scanner.",
            "java.util.Locale.getDefault(", "java.util.ResourceBundle.", "java.text.NumberFormat.",
            "java.text.DecimalFormat.", "java.text.MessageFormat.", "java.text.DateFormat.", "java.text.SimpleDateFormat.",
            "java.text.Collator.", "java.text.BreakIterator.",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.time.format.DateTimeFormatter.ofLocalized", "java.time.format.DateTimeFormatterBuilder.toFormatter()",
            "java.time.temporal.WeekFields.", "java.util.Calendar.", "java.util.Date.toString");

    @ParameterizedTest(name = "{0} knows {1}")
    @MethodSource("rooms")
    void aRoomKnowsExactlyTheseRooms(String room, String known) {
        assertThat(String.join(" ", knownTo(room))).isEqualTo(known);
    }

    /** So that there is no way back, over however many rooms. */
    @ParameterizedTest(name = "{0} stands below what it knows")
    @MethodSource("rooms")
    void aRoomKnowsOnlyRoomsAboveItInTheTable(String room) {
        List<String> names = rooms().map(row -> (String) row.get()[0]).toList();

        assertThat(names.subList(0, names.indexOf(room))).containsAll(knownTo(room));
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(CLASSES.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rooms().map(row -> (String) row.get()[0]).toList());
    }

    static Stream<Arguments> rooms() {
        return ROOMS.lines().map(line -> line.split(" *[|] *", -1)).map(row -> Arguments.of(row[0], row[1]));
    }

    private static Set<String> knownTo(String room) {
        return CLASSES.stream().filter(c -> room(c).equals(room)).flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType()).filter(ours()).map(ArchitectureTest::room)
                .filter(name -> !name.equals(room)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The package; the icons, which templates become, belong to the kit of the pages. */
    private static String room(JavaClass c) {
        return c.getPackageName().substring(ROOT.length()).replaceFirst("[.]icon$", "");
    }

    @ParameterizedTest(name = "{0} uses of others only {1}")
    @CsvSource(delimiter = '|', textBlock = """
            address          | java.lang.. java.util.. java.math..
            access           | java.lang.. java.util.. java.math..
            settings         | java.lang.. java.util.. java.time.. java.net..
            live             | java..
            caller           | java.. jakarta.servlet..
            servlet          | java.. javax.management.. javax.xml.stream.. jakarta.servlet..
            database         | java.. javax.sql.. jakarta.persistence..
            entry            | java..
            store            | java.. javax.sql.. jakarta.persistence..
            jpa              | java.. javax.sql.. javax.naming.. jakarta.servlet.. jakarta.persistence..
            """)
    void aLibraryStaysWithWhatEveryContainerHas(String room, String packages) {
        check(classes().that(classesOf(room)).should()
                .onlyDependOnClassesThat(ours().or(primitive()).or(resideInAnyPackage(packages.split(" ")))));
    }

    @Test
    void addressesAndAccessListsKnowNeitherThreadsNorClocks() {
        DescribedPredicate<JavaClass> pure = classesOf("address").or(classesOf("access"));
        check(noClasses().that(pure).should().dependOnClassesThat(resideInAnyPackage(
                "java.util.concurrent..", "java.util.logging..", "java.util.prefs..", "java.lang.reflect..")));
        check(noClasses().that(pure).should().dependOnClassesThat().belongToAnyOf(Thread.class, Clock.class,
                InstantSource.class, ThreadLocal.class));
        check(noClasses().that(pure).should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().that(pure).should().callMethod(System.class, "nanoTime"));
    }

    @Test
    void liveListsKnowNoHttp() {
        check(noClasses().that(classesOf("live")).should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..", "java.net.http..", "com.sun.net..")));
    }

    @Test
    void nobodyAsksForTheAddressOfAName() {
        check(noClasses().that(ours().and(DescribedPredicate.not(classesOf("example.launcher")))).should()
                .dependOnClassesThat().belongToAnyOf(java.net.InetAddress.class, java.net.Inet4Address.class,
                        java.net.Inet6Address.class, java.net.InetSocketAddress.class, java.net.NetworkInterface.class));
        check(noClasses().that(classesOf("address").or(classesOf("access")).or(classesOf("live")).or(classesOf("caller"))
                .or(classesOf("servlet")))
                .should().dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "javax.naming..")
                        .and(describe("other than URI, and files that are forced to the disk", c -> !c.isEquivalentTo(java.net.URI.class)
                                && !c.isEquivalentTo(java.nio.channels.FileChannel.class)))));
    }

    /** They read in one pass over characters that nothing a caller writes can make longer, and know ASCII digits only. */
    @Test
    void whatReadsTextsOfCallersUsesNeitherRegularExpressionsNorTheNumbersOfTheJdk() {
        DescribedPredicate<JavaClass> readers = describe("readers", c -> READERS.contains(c.getName().replaceFirst("[$].*", "")));
        assertThat(CLASSES.stream().filter(readers.and(describe("top", JavaClass::isTopLevelClass)))).hasSameSizeAs(READERS);
        check(noClasses().that(readers).should().dependOnClassesThat(resideInAnyPackage("java.util.regex..")));
        check(noClasses().that(readers).should().callMethodWhere(describe("one of " + LENIENT, call ->
                LENIENT.contains(call.getTargetOwner().getSimpleName() + "." + call.getName()))));
    }

    /** A machine's language decides neither the digits nor the letters of what is printed, stored or compared. */
    @Test
    void nothingAsksForTheLanguageOfTheMachine() {
        check(noClasses().that(ours()).should().accessTargetWhere(describe("one that takes the default locale",
                access -> OF_THE_MACHINE.stream().anyMatch(access.getTarget().getFullName()::startsWith))));
    }

    @Test
    void onlyTheLauncherKnowsJetty() {
        check(noClasses().that(DescribedPredicate.not(classesOf("example.launcher"))).should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty..")));
    }

    @Test
    void thePagesTakeOnlyTheDeploymentRulesAndTheCountersFromTheFilter() {
        check(noClasses().that(resideInAnyPackage(ROOT + "admin..")).should().dependOnClassesThat(classesOf("servlet")
                .and(describe("other than the deployment rules and what JMX shows",
                        c -> !c.getName().matches(".*[.]servlet[.](DeploymentRules|IpRestrictionMXBean)")))));
    }

    @Test
    void noRoomHoldsMoreThanSomebodyCanLookOver() {
        assertThat(CLASSES.stream().filter(c -> c.isTopLevelClass() && !c.getSimpleName().matches("package-info|Jte.*Generated"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
                .allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(MOST_TYPES));
    }

    @Test
    void aThirdOfTheTypesOfTheLibrariesIsTheirOwnBusiness() {
        List<JavaClass> types = CLASSES.stream()
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .filter(resideInAnyPackage(ROOT + "address", ROOT + "access", ROOT + "settings", ROOT + "live", ROOT + "caller",
                        ROOT + "servlet", ROOT + "entry", ROOT + "database", ROOT + "jpa"))
                .toList();
        long ofTheirOwn = types.stream().filter(c -> !c.getModifiers().contains(JavaModifier.PUBLIC)).count();

        assertThat(ofTheirOwn * 3).isGreaterThanOrEqualTo(types.size());
    }

    /** Exactly that package, and with the kit of the pages its icons, which templates become classes in. */
    private static DescribedPredicate<JavaClass> classesOf(String room) {
        return room.equals("admin.page") ? resideInAnyPackage(ROOT + room, ROOT + room + ".icon") : resideInAnyPackage(ROOT + room);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage(ROOT.substring(0, ROOT.length() - 1) + "..");
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(ours());
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return describe("primitive", c -> c.getBaseComponentType().isPrimitive());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
