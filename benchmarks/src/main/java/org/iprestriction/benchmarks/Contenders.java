package org.iprestriction.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who takes part. Each can be had in a class loader of its own, so that no loop is spoiled by another's. */
final class Contenders {

    static final String OURS = "ours";
    static final String PARSE = "floor: parse";
    static final String READS = "floor: parse and reads";
    /** Those that walk their rules; timed up to 10,000 rules. */
    static final List<String> LINEAR = List.of("Tomcat NetMask", "Jetty InetAddressSet", "Spring IpAddressMatcher");
    static final List<String> LIBRARIES = List.of("Netty IpSubnetFilter", "Guava ImmutableRangeSet", "seancfoley trie");

    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put(OURS, "Ours");
        CLASSES.put(PARSE, "Parse");
        CLASSES.put(READS, "Reads");
        CLASSES.put("binary search", "BinarySearch");
        CLASSES.put("branch-free search", "BranchFreeSearch");
        CLASSES.put("TreeMap.floorEntry", "FloorEntry");
        CLASSES.put("Netty IpSubnetFilter", "NettyFilter");
        CLASSES.put("Guava ImmutableRangeSet", "GuavaRanges");
        CLASSES.put("seancfoley trie", "SeanCFoleyTries");
        CLASSES.put("Tomcat NetMask", "TomcatNetMasks");
        CLASSES.put("Jetty InetAddressSet", "JettySet");
        CLASSES.put("Spring IpAddressMatcher", "SpringMatchers");
    }

    private Contenders() {
    }

    /** Answers a contender of this class loader, with rules. */
    static Contender shared(String name, List<Cidr> rules) {
        return made(name, Contenders.class.getClassLoader(), rules);
    }

    /** Answers a contender whose classes, and those of the product, nobody else uses. */
    static Contender isolated(String name, List<Cidr> rules) {
        return made(name, new Isolated(), rules);
    }

    private static Contender made(String name, ClassLoader loader, List<Cidr> rules) {
        try {
            Class<?> type = loader.loadClass(Contenders.class.getPackageName() + ".contenders." + CLASSES.get(name));
            Contender contender = (Contender) type.getConstructor().newInstance();
            contender.build(rules);
            return contender;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No contender " + name, e);
        }
    }

    /** Fails unless a contender answers the first callers as the product does. A floor answers nothing, so it is not asked. */
    static void requireAgreement(String name, Contender contender, List<Cidr> rules, String[] callers, int sample) {
        if (name.equals(PARSE) || name.equals(READS)) {
            return;
        }
        Contender ours = isolated(OURS, rules);
        for (int i = 0; i < Math.min(sample, callers.length); i++) {
            if (contender.allows(callers[i]) != ours.allows(callers[i])) {
                throw new IllegalStateException(name + " and we disagree about " + callers[i] + ": we say "
                        + ours.allows(callers[i]));
            }
        }
    }

    /** Loads the product and the contenders anew; what they share with the harness comes from the parent. */
    private static final class Isolated extends ClassLoader {

        Isolated() {
            super(Contenders.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("org.iprestriction.")
                    && (!name.startsWith("org.iprestriction.benchmarks.") || name.contains(".contenders."));
            if (!own) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
