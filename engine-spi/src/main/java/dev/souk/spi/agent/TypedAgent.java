package dev.souk.spi.agent;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;

/**
 * An agent whose input and output are two records, which are its schemas as well.
 *
 * <p>The two types are read from the class declaration, so a subclass names them: {@code extends TypedAgent<Question, Answer>}.
 * What the records' constructors refuse with an {@link IllegalArgumentException} reaches the caller as invalid input.
 * Thread-safety and lifecycle are those of {@link Agent}.
 *
 * @param <I> the input
 * @param <O> the output
 * @since 0.1
 */
public abstract class TypedAgent<I extends Record, O extends Record> implements Agent {
    private final Class<I> inputType;
    private final AgentDescriptor descriptor;

    /**
     * Takes everything that an agent says of itself but its schemas.
     *
     * @param about id, version and the rest; the schemas are set here
     * @throws IllegalArgumentException if something is missing, or if the subclass does not name its two record types
     */
    protected TypedAgent(AgentDescriptor.Builder about) {
        Objects.requireNonNull(about, "about");
        this.inputType = recordArgument(0);
        this.descriptor = about.input(Schema.of(inputType))
                .output(Schema.of(this.<O>recordArgument(1)))
                .build();
    }

    @SuppressWarnings("unchecked") // isRecord() was asked, and I and O are bounded by Record
    private <R extends Record> Class<R> recordArgument(int index) {
        Class<?> below = getClass();
        while (below.getSuperclass() != TypedAgent.class) {
            below = Objects.requireNonNull(below.getSuperclass(), "superclass");
        }
        Type superclass = below.getGenericSuperclass();
        if (superclass instanceof ParameterizedType typed
                && typed.getActualTypeArguments()[index] instanceof Class<?> argument
                && argument.isRecord()) {
            return (Class<R>) argument;
        }
        throw new IllegalArgumentException(
                below.getName() + " must name two records: extends TypedAgent<MyInput, MyOutput>");
    }

    @Override
    public final AgentDescriptor descriptor() {
        return descriptor;
    }

    @Override
    @SuppressWarnings("NullAway") // an answer of null is a fault of the subclass, and the engine says so to the caller
    public final AgentReply invoke(AgentInput input, AgentContext context) throws Exception {
        O output = answer(input.as(inputType), context);
        return output == null ? null : AgentReply.of(output);
    }

    /**
     * Handles one attempt of one call; see {@link Agent#invoke} for the contract.
     *
     * @param input what the caller sent
     * @param context deadline, attachments, log, and ways to report
     * @return the answer
     * @throws Exception see {@link AgentException}
     */
    protected abstract O answer(I input, AgentContext context) throws Exception;
}
