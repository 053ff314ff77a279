package dev.souk.engine.internal.payout;

/**
 * What a publisher has at one moment, in micros.
 *
 * @param payable what is on its payable account
 * @param sequence how many postings that account has had
 * @param earnings what is on its earnings account; negative if refunds took more than there was
 * @param recent what it earned on days that are held back
 */
public record Standing(long payable, long sequence, long earnings, long recent) {
    /**
     * What has to move to what is payable: earnings whose hold-back is over. Negative if the publisher owes something, and that is
     * taken from what is payable, as far as there is any.
     */
    public long movable() {
        return earnings < 0 ? -Math.min(-earnings, payable) : Math.max(0, earnings - recent);
    }

    /** What can be paid out now. */
    public long payableNow() {
        return Math.addExact(payable, movable());
    }

    /** What was earned and cannot be paid out yet. */
    public long heldBack() {
        return Math.min(Math.max(0, earnings), recent);
    }

    /** What the publisher owes, and will earn before anything becomes payable again. */
    public long owed() {
        return Math.max(0, -(earnings - movable()));
    }
}
