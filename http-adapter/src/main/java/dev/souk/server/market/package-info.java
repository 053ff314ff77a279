/**
 * The marketplace as the command line sees it, the same whether the engine is in this process or answers over HTTP.
 */
@NullMarked
package dev.souk.server.market;

import org.jspecify.annotations.NullMarked;
