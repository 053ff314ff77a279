package dev.souk.server.command;

import dev.souk.spi.SpiVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code souk version}. */
@Command(name = "version", description = "Shows the versions of Souk, its SPI and the JVM.")
final class VersionCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.screen().line("souk " + shell.version() + ", SPI " + SpiVersion.CURRENT + ", Java " + Runtime.version());
        return ExitCodes.OK;
    }
}
