package dev.souk.server.command;

import dev.souk.server.market.KeyRequest;
import dev.souk.server.market.KeyView;
import dev.souk.server.market.Market;
import dev.souk.server.market.NewKey;
import dev.souk.server.text.Column;
import dev.souk.server.text.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code souk keys}. */
@Command(
        name = "keys",
        description = "Makes, lists and ends API keys.",
        synopsisSubcommandLabel = "(create | list | revoke)",
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk keys create --tenant acme --user ann --plan basic",
            "  souk keys list --tenant acme",
            "  souk keys revoke key_4fT…",
            "  SOUK_KEY=<admin key> souk keys create --tenant acme --user ann --url http://127.0.0.1:8080"
        })
final class KeysCommand implements Runnable {
    private final Shell shell;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    KeysCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say create, list or revoke");
    }

    @Command(name = "create", description = "Makes a key and shows it, once. The tenant is registered if it is new.")
    int create(
            @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Who pays") String tenant,
            @Option(names = "--user", paramLabel = "USER", required = true, description = "Who calls") String user,
            @Option(names = "--plan", paramLabel = "PLAN", description = "The tenant's plan, or trial") @Nullable
                    String plan,
            @Option(names = "--admin", description = "The key opens the admin routes as well") boolean admin,
            @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "A line for people")
                    String label,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            NewKey key = market.createKey(new KeyRequest(tenant, user, plan, admin, label));
            if (json) {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("key", key.text());
                shown.put("id", key.view().id());
                shown.put("tenant", key.view().tenant());
                shown.put("user", key.view().user());
                shown.put("admin", key.view().admin());
                shell.screen().json(shown);
            } else {
                shell.screen().line(key.text());
                shell.screen()
                        .note(key.view().id() + " for " + user + " of " + tenant
                                + ". This is the only time the key is shown.");
            }
        }
        return ExitCodes.OK;
    }

    @Command(name = "list", description = "Lists the keys of a tenant, the newest first.")
    int list(
            @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Whose") String tenant,
            @Option(names = "--json", description = "Show it as JSON") boolean json,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            show(market.keys(tenant), json);
        }
        return ExitCodes.OK;
    }

    private void show(List<KeyView> keys, boolean json) {
        if (json) {
            shell.screen().json(keys);
            return;
        }
        Table table = Table.of(
                Column.left("key"),
                Column.left("user"),
                Column.left("admin"),
                Column.left("made"),
                Column.left("ended"),
                Column.wrapped("label", 40));
        keys.forEach(key -> table.row(
                key.id(), key.user(), key.admin() ? "yes" : "", key.createdAt(), key.revokedAt(), key.label()));
        shell.screen().table(table);
    }

    @Command(name = "revoke", description = "Ends a key: it opens nothing from now on.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "The key's public name, from souk keys list") String id,
            @Mixin MarketOptions options) {
        try (Market market = options.open(shell, false)) {
            if (!market.revokeKey(id)) {
                shell.screen().note("souk: no key is named '" + id + "'; see souk keys list --tenant TENANT");
                return ExitCodes.FAULT;
            }
            shell.screen().line(id + " opens nothing from now on.");
        }
        return ExitCodes.OK;
    }
}
