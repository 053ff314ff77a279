/**
 * The command line: one class for each command. A command reads its options, asks a {@link dev.souk.server.market.Market}, and shows what
 * came of it.
 */
@NullMarked
package dev.souk.server.command;

import org.jspecify.annotations.NullMarked;
