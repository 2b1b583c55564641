package dev.kirooperator.testing.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real Kubernetes API server: constructors, test and life-cycle methods may have a parameter of type
 * {@link Cluster}. All classes of a test JVM share one server; each test takes its own {@link Cluster#newNamespace()}.
 * The binaries are found or built (progress on standard error); where neither is possible the test fails.
 *
 * <p>Such a test is named {@code *IT}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealClusterExtension.class)
public @interface RealCluster {}
