package org.iprestriction.containers;

/** What every server has to pass. */
abstract class ServerIT extends OneServer implements PathTests, CallerTests, DispatchTests, VectorTests, ProxyTests {}
