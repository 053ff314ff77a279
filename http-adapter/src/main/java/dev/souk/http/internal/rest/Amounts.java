package dev.souk.http.internal.rest;

import dev.souk.engine.call.InputProblem;
import dev.souk.http.internal.problem.Problem;
import dev.souk.http.internal.problem.ProblemException;
import dev.souk.spi.Credits;
import dev.souk.spi.SoukException;
import java.util.List;

/** Amounts as they stand in bodies. */
final class Amounts {
    private Amounts() {}

    /**
     * The amount in the field {@code credits}.
     *
     * @param text a plain decimal
     * @throws ProblemException if it is none; it points to the field
     */
    static Credits credits(String text) {
        try {
            return Credits.parse(text);
        } catch (SoukException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new ProblemException(
                    Problem.of(refused.code(), message).with("errors", List.of(new InputProblem("/credits", message))));
        }
    }
}
