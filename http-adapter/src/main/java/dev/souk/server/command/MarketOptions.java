package dev.souk.server.command;

import dev.souk.engine.Souk;
import dev.souk.engine.SoukBuilder;
import dev.souk.engine.config.SoukConfig;
import dev.souk.http.ApiKeys;
import dev.souk.server.data.DataDirectory;
import dev.souk.server.data.KeySecret;
import dev.souk.server.data.LedgerKey;
import dev.souk.server.data.StoreSource;
import dev.souk.server.log.Logging;
import dev.souk.server.market.LocalMarket;
import dev.souk.server.market.Market;
import dev.souk.server.market.RemoteMarket;
import dev.souk.spi.store.Store;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/** Which marketplace a command works on: the one on the local data, or a server. */
final class MarketOptions {
    /** Who calls from this machine, unless a command is told otherwise. */
    static final String LOCAL_TENANT = "local";

    @ArgGroup(validate = false, heading = "%nOn the local data:%n")
    StoreOptions store = new StoreOptions();

    @ArgGroup(validate = false, heading = "%nAgents and plans, on the local data:%n")
    EngineOptions engine = new EngineOptions();

    @ArgGroup(validate = false, heading = "%nOr on a server:%n")
    RemoteOptions remote = new RemoteOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    /** Opens it, with agents only if they are needed: loading them takes time. */
    Market open(Shell shell, boolean withAgents) {
        common.log(Logging.WARNINGS);
        if (remote.isRemote()) {
            return new RemoteMarket(remote.server(), remote.key(shell));
        }
        engine.holdBackDays(); // typed wrongly, it is told before anything is opened
        StoreSource source = store.source(shell);
        Store opened = source.open();
        try {
            return local(shell, opened, source.data(), withAgents);
        } catch (RuntimeException fault) {
            opened.close();
            throw fault;
        }
    }

    /** Opens it to look at the catalog. That needs no data, and so it works beside a running server. */
    Market openCatalog(Shell shell) {
        common.log(Logging.WARNINGS);
        return remote.isRemote()
                ? new RemoteMarket(remote.server(), remote.key(shell))
                : new LocalMarket(
                        offering(shell, Souk.builder().inMemoryStore(), store.directory(), true)
                                .build(),
                        LOCAL_TENANT);
    }

    private Market local(Shell shell, Store opened, DataDirectory data, boolean withAgents) {
        ApiKeys keys = new ApiKeys(
                opened.apiKeys(),
                KeySecret.of(data, shell.variable(KeySecret.VARIABLE), shell.random()),
                shell.clock(),
                shell.random());
        Souk souk = offering(
                        shell,
                        Souk.builder().store(opened).clock(shell.clock()).ledgerKey(LedgerKey.of(data)),
                        data,
                        withAgents)
                .build();
        return new LocalMarket(souk, keys, LOCAL_TENANT);
    }

    private SoukBuilder offering(Shell shell, SoukBuilder builder, DataDirectory data, boolean withAgents) {
        builder.config(SoukConfig.builder().holdBackDays(engine.holdBackDays()).build());
        if (engine.plans != null) {
            builder.plans(engine.plans);
        }
        if (withAgents) {
            engine.plugins(shell, data).forEach(builder::plugins);
        }
        return builder;
    }
}
