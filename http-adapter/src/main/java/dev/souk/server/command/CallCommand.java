package dev.souk.server.command;

import dev.souk.server.market.CallAnswer;
import dev.souk.server.market.CallRequest;
import dev.souk.server.market.Market;
import dev.souk.server.text.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code souk call}. */
@Command(
        name = "call",
        description = {
            "Has an agent do something, and writes its output as JSON to standard output; the receipt goes to standard error.",
            "",
            "Without --url the engine runs in this process on the local data, for the tenant 'local', which starts on the trial."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  souk call souk.summarizer --input '{\"sentences\": 2}' --attach text=@story.txt",
            "  souk call souk.security-scanner --attach config.yaml=@config.yaml | jq .counts",
            "  cat request.json | souk call souk.data-processor --input - --attach orders.csv=@orders.csv",
            "  SOUK_KEY=souk_live_… souk call souk.summarizer --input @request.json --url http://127.0.0.1:8080",
            "",
            "Exit codes: 0 answered, 2 wrong usage, 3 refused, 4 failed."
        })
final class CallCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "AGENT", description = "Which agent, such as souk.summarizer")
    String agent = "";

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE|-",
            description = "What it is given: a JSON object, a file with one, or - for standard input. Default: {}")
    String input = "{}";

    @Option(names = "--attach", paramLabel = "NAME=@FILE", description = "A file to send along; may be repeated")
    List<String> attach = new ArrayList<>();

    @Option(names = "--agent-version", paramLabel = "VERSION", description = "Which version. Default: the newest")
    @Nullable
    String version;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Who pays, on the local data. Default: local")
    @Nullable
    String tenant;

    @Option(names = "--user", paramLabel = "USER", description = "Who calls, on the local data. Default: you")
    @Nullable
    String user;

    @Option(names = "--device", paramLabel = "DEVICE", description = "On which device. Default: this machine's name")
    @Nullable
    String device;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Names the call: sent again it gives the first answer again, and costs nothing")
    @Nullable
    String idempotencyKey;

    @Option(names = "--json", description = "Write receipt and output together as one JSON object")
    boolean json;

    @Mixin
    MarketOptions options = new MarketOptions();

    CallCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (options.remote.isRemote() && (tenant != null || user != null)) {
            throw new UsageException("a server knows tenant and user by the key; leave --tenant and --user out");
        }
        Identity identity = Identity.of(shell.environment());
        CallRequest request = new CallRequest(
                agent,
                version,
                CallFiles.input(input, shell.input()),
                CallFiles.attachments(attach),
                tenant == null ? MarketOptions.LOCAL_TENANT : tenant,
                user == null ? identity.user() : user,
                device == null ? identity.device() : device,
                idempotencyKey);
        try (Market market = options.open(shell, true)) {
            return tell(market.call(request), request.tenant());
        }
    }

    private int tell(CallAnswer answer, String payer) {
        if (answer instanceof CallAnswer.Answered answered) {
            shell.screen().json(json ? CallJson.of(answered) : answered.output());
            if (!json) {
                shell.screen().note(receipt(answered));
            }
            return ExitCodes.OK;
        }
        CallAnswer.NotAnswered no = (CallAnswer.NotAnswered) answer;
        Screen screen = shell.screen();
        if (json) {
            screen.json(CallJson.of(no));
        } else {
            String where = options.remote.isRemote() ? null : options.store.again();
            screen.note("souk: " + String.join(System.lineSeparator(), CallText.of(no, payer, where)));
        }
        return no.isRefusal() ? ExitCodes.REFUSED : ExitCodes.FAILED;
    }

    private static String receipt(CallAnswer.Answered answer) {
        return answer.executionId() + " " + answer.agent() + "@" + answer.version() + ": "
                + (answer.replayed() ? "an earlier answer, nothing charged now" : "charge " + answer.charge())
                + (answer.trialCallsLeftOrNull() == null
                        ? ", balance " + answer.balance()
                        : ", trial calls left " + answer.trialCallsLeftOrNull())
                + ", attempts " + answer.attempts() + ", " + answer.durationMillis() + " ms";
    }
}
