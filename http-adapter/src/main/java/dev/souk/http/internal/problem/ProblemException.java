package dev.souk.http.internal.problem;

import dev.souk.engine.call.InputProblem;
import dev.souk.spi.ErrorCode;
import java.util.List;

/** Ends the handling of a request with a problem. It has no stack trace, because it says what the client did and not where we are. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Ends with this problem. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Ends with a problem that has a code and a detail and nothing else. */
    public ProblemException(ErrorCode code, String detail) {
        this(Problem.of(code, detail));
    }

    /** Ends with a request that is wrong in one place. */
    public static ProblemException at(String pointer, String message) {
        return new ProblemException(Problem.malformed(List.of(new InputProblem(pointer, message))));
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
