package org.iprestriction.jpa;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * The last record type for which Java generated {@code equals}, {@code hashCode} or {@code toString}. Java 17 keeps a
 * reference to it (<a href="https://bugs.openjdk.org/browse/JDK-8078641">JDK-8078641</a>): {@link ObjectMethods} has
 * method handles in static fields, and a method handle refers to the last type to which it was adapted. This would keep
 * the class loader of a stopped application and all its classes in memory.
 */
final class LastRecord {

    private LastRecord() {
    }

    /** Replaces it with a type of the JDK. Call this when the application no longer compares records. */
    static void forget() {
        for (String method : new String[] {"equals", "hashCode", "toString"}) {
            try {
                ObjectMethods.bootstrap(MethodHandles.publicLookup(), method, MethodHandle.class, String.class, "text",
                        MethodHandles.identity(String.class));
            } catch (Throwable failure) { // the method declares it; the application must still stop
                System.getLogger(LastRecord.class.getName()).log(System.Logger.Level.WARNING,
                        "Java may keep a type of this application in memory", failure);
            }
        }
    }
}
