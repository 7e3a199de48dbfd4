package ceres.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The walls and arrows of ARCHITECTURE.md, held against the compiled classes of every module.
class ArchitectureTest {
    private static final Pattern OURS = Pattern.compile("ceres/([a-z]+)/[\\w/$]+");
    private static final Pattern REFINE = Pattern.compile("ceres/refine/[\\w/$]+");
    private static final Pattern NAMELESS = Pattern
            .compile("(?i)(^|/)(utils?|common|helpers?|managers?|impl)(/|$)|(Utils?|Helper|Manager|Impl)$");
    /// A stopwatch (`nanoTime`) tells no time of day and may run.
    private static final List<String> CLOCK_AND_CONSOLE = List.of("java/lang/System.out", "java/lang/System.err",
            "java/lang/System.currentTimeMillis", "java/lang/System.getenv", "java/time/Instant.now",
            "java/time/LocalDate.now", "java/time/LocalDateTime.now");
    private static final List<String> OUTSIDE_WORLD = List.of("java/sql/", "javax/sql/", "java/net/http/", "java/net/Socket",
            "java/net/URLConnection", "org/postgresql/", "org/jdbi/", "io/javalin/", "tools/jackson/", "picocli/");
    private static final List<String> DATABASE = List.of("java/sql/", "javax/sql/", "org/postgresql/", "org/jdbi/",
            "org/flywaydb/",
            "com/zaxxer/", "io/javalin/");

    @Test
    void everyArrowIsInTheTable() {
        var trespasses = new TreeSet<String>();
        for (var type : classes(Repository.MODULES)) {
            String name = type.thisClass().asInternalName(), from = room(name);
            for (var known : known(type)) {
                Matcher m = OURS.matcher(known);
                while (m.find())
                    if (!Arrows.allowed(from, m.group(1)))
                        trespasses.add(name + " -> " + m.group() + "   (" + Arrows.explain(from) + ")");
            }
        }
        assertThat(trespasses).as("arrows that turn back").isEmpty();
    }

    @Test
    void theRoomsOfTheRefinementKnowLowerOnesOnly() {
        var trespasses = new TreeSet<String>();
        for (var type : classes(List.of("engine"))) {
            String name = type.thisClass().asInternalName();
            if (!name.startsWith("ceres/refine/")) continue;
            for (var known : known(type)) {
                Matcher m = REFINE.matcher(known);
                while (m.find())
                    if (!Arrows.allowedInRefine(refineRoom(name), refineRoom(m.group())))
                        trespasses.add(name + " -> " + m.group());
            }
        }
        assertThat(trespasses).as("arrows that turn back inside refine").isEmpty();
    }

    /// The room inside `refine` that a class is in, empty for `refine` itself.
    private static String refineRoom(String name) {
        String within = name.substring("ceres/refine/".length());
        return within.contains("/") ? within.substring(0, within.indexOf('/')) : "";
    }

    @Test
    void theScienceKnowsNoDatabaseNetworkClockOrConsole() {
        var trespasses = new TreeSet<String>();
        for (var type : classes(List.of("engine"))) {
            String name = type.thisClass().asInternalName();
            for (var known : known(type))
                for (var outside : OUTSIDE_WORLD) if (known.startsWith(outside)) trespasses.add(name + " -> " + known);
            for (var member : members(type)) if (CLOCK_AND_CONSOLE.contains(member)) trespasses.add(name + " -> " + member);
        }
        assertThat(trespasses).as("engine -> the outside world").isEmpty();
    }

    @Test
    void theJourneyKnowsNoDatabase() {
        var trespasses = new TreeSet<String>();
        for (var type : classes(List.of("pipeline")))
            for (var known : known(type))
                for (var store : DATABASE)
                    if (known.startsWith(store)) trespasses.add(type.thisClass().asInternalName() + " -> " + known);
        assertThat(trespasses).as("pipeline -> a database").isEmpty();
    }

    @Test
    void noRoomOrClassIsCalledUtil() {
        assertThat(classes(Repository.MODULES)).map(t -> t.thisClass().asInternalName())
                .noneMatch(n -> NAMELESS.matcher(n).find());
    }

    @Test
    void aForbiddenArrowIsSeen() {
        assertThat(Arrows.allowed("refine", "validate")).isFalse();
        assertThat(Arrows.allowed("validate", "refine")).isFalse();
        assertThat(Arrows.allowed("engine", "archive")).isFalse();
        assertThat(Arrows.allowed("web", "refine")).isFalse();
        assertThat(Arrows.allowed("refine", "io")).isFalse();
        assertThat(Arrows.allowed("restraint", "density")).isFalse();
        assertThat(Arrows.allowedInRefine("moving", "energy")).isFalse();
        assertThat(Arrows.allowedInRefine("quality", "")).isFalse();
        assertThat(Arrows.allowedInRefine("", "quality")).isTrue();
        assertThat(NAMELESS.matcher("ceres/map/GridUtil").find()).isTrue();
        assertThat(known(parse(ownClassFile()))).as("what this very class knows").contains("ceres/house/Arrows",
                "java/util/TreeSet");
    }

    @Test
    void everyClassOfEveryModuleWasSeen() {
        for (var module : Repository.MODULES) {
            long sources = Repository.files(List.of(module), "src/main/java", ".java").stream()
                    .filter(f -> !f.endsWith("package-info.java")).count();
            assertThat(classes(List.of(module))).as("compiled classes of " + module).hasSizeGreaterThanOrEqualTo((int) sources);
        }
    }

    private static Path ownClassFile() {
        return Repository.ROOT.resolve("e2e/target/test-classes/ceres/house/ArchitectureTest.class");
    }

    /// The room of a class; templates, which are compiled into a package of their own, belong to the web.
    private static String room(String name) {
        if (name.startsWith("gg/jte/generated/")) return "web";
        Matcher m = OURS.matcher(name);
        return m.lookingAt() ? m.group(1) : name;
    }

    private static List<ClassModel> classes(List<String> modules) {
        return Repository.files(modules, "target/classes", ".class").stream().map(ArchitectureTest::parse)
                .filter(t -> !t.thisClass().asInternalName().endsWith("package-info")).toList();
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Internal names and descriptors of everything that a class names: classes, and the types of fields and methods.
    private static Set<String> known(ClassModel type) {
        var known = new TreeSet<String>();
        for (var entry : type.constantPool()) {
            if (entry instanceof ClassEntry c) known.add(c.asInternalName());
            if (entry instanceof NameAndTypeEntry n) known.add(n.type().stringValue());
        }
        Stream.concat(type.fields().stream().map(f -> f.fieldType().stringValue()),
                type.methods().stream().map(m -> m.methodType().stringValue())).forEach(known::add);
        return known;
    }

    private static Set<String> members(ClassModel type) {
        var members = new TreeSet<String>();
        for (var entry : type.constantPool())
            if (entry instanceof MemberRefEntry m) members.add(m.owner().asInternalName() + "." + m.name().stringValue());
        return members;
    }
}
