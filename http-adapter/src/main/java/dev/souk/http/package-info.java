/**
 * The engine over HTTP: what a host mounts in its Javalin, the API keys its callers show, and the metrics it scrapes. The standalone
 * server is one such host.
 */
@NullMarked
package dev.souk.http;

import org.jspecify.annotations.NullMarked;
