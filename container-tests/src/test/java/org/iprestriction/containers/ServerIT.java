package org.iprestriction.containers;

/** The tests that every server must pass. */
abstract class ServerIT extends OneServer implements PathTests, CallerTests, DispatchTests, VectorTests, ProxyTests {}
