package org.iprestriction.jpa;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * The last record type whose {@code equals}, {@code hashCode} or {@code toString} Java put together. Java 17 keeps it
 * (JDK-8078641): {@link ObjectMethods} has method handles in static fields, and a method handle holds on to the last type it
 * was adapted to. Of an application that was stopped, that keeps the class loader and all it loaded in memory.
 */
final class LastRecord {

    private LastRecord() {
    }

    /** Makes it a type of the JDK's own. To be called when the application will compare no more records. */
    static void forget() {
        for (String method : new String[] {"equals", "hashCode", "toString"}) {
            try {
                ObjectMethods.bootstrap(MethodHandles.publicLookup(), method, MethodHandle.class, String.class, "text",
                        MethodHandles.identity(String.class));
            } catch (Throwable failure) { // the method declares it; a stop must go on
                System.getLogger(LastRecord.class.getName()).log(System.Logger.Level.WARNING,
                        "Java may keep a type of this application in memory", failure);
            }
        }
    }
}
