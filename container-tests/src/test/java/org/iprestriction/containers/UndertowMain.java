package org.iprestriction.containers;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs in a separate process, with two deployments created from the same web.xml files as on all other servers. */
final class UndertowMain {

    private UndertowMain() {}

    public static void main(String[] arguments) throws Exception {
        PathHandler paths = Handlers.path();
        deploy(paths, "/closed", Wars.resource("closed-web.xml"));
        deploy(paths, "/", Files.readString(Path.of(System.getProperty("probe.web.xml"))));
        server(Integer.getInteger("port"), paths).build().start();
        server(Integer.getInteger("lenient.port"), paths)
                .setServerOption(UndertowOptions.DECODE_SLASH, true)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, true)
                .setServerOption(UndertowOptions.REQUIRE_HOST_HTTP11, false)
                .build().start();
    }

    private static Undertow.Builder server(int port, PathHandler paths) {
        return Undertow.builder().addHttpListener(port, "::").setHandler(paths)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true);
    }

    private static void deploy(PathHandler paths, String contextPath, String webXml) throws Exception {
        DeploymentInfo deployment = WebXml.read(webXml).setContextPath(contextPath).setDeploymentName(contextPath)
                .setClassLoader(UndertowMain.class.getClassLoader());
        DeploymentManager manager = ServletContainer.Factory.newInstance().addDeployment(deployment);
        manager.deploy();
        paths.addPrefixPath(contextPath, manager.start());
    }
}
