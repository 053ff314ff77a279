package dev.souk.benchmarks.torture.model;

/**
 * One command of a history. Everything is named by small numbers, of which the first is the simplest, so that a history that fails
 * shrinks to one that is easy to read. Every step makes sense at every moment: one that has nothing to work on does nothing.
 */
sealed interface Step {
    /**
     * A payment or a grant.
     *
     * @param tenant an index; the last one is nobody's
     * @param micros any amount, also one that is refused
     * @param reference which of a few names, or -1 for none
     * @param grant whether it is a grant
     */
    record Credit(int tenant, long micros, int reference, boolean grant) implements Step {}

    /**
     * A call comes in. If it is admitted, its agent works until an {@link Answer}.
     *
     * @param tenant an index; the last one is nobody's
     * @param user one of its users
     * @param agent one of the agents
     * @param device a device, shared by all tenants; or -1 for none
     * @param key which of a few idempotency keys, or -1 for none
     * @param input which of two inputs
     */
    record Ask(int tenant, int user, int agent, int device, int key, int input) implements Step {}

    /**
     * An agent that works is done.
     *
     * @param pick which of those that work
     * @param modelTokens what it used, also more than is charged for
     * @param fails whether it fails
     */
    record Answer(int pick, int modelTokens, boolean fails) implements Step {}

    /**
     * Time goes by.
     *
     * @param seconds how much
     * @param recovered whether another engine starts then, and gives back what nobody has renewed
     */
    record Pass(int seconds, boolean recovered) implements Step {}

    /**
     * A tenant changes its plan, while calls on the old one may still run.
     *
     * @param tenant an index; the last one is nobody's
     * @param plan an index of {@link World#PLANS}
     */
    record Change(int tenant, int plan) implements Step {}
}
