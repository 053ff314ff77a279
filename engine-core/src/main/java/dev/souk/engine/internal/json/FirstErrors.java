package dev.souk.engine.internal.json;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.FailFastAssertionException;
import com.networknt.schema.Schema;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * One validation that keeps the first errors and then stops. The library collects all, and a value of one megabyte can have half a
 * million, each of which takes hundreds of bytes.
 *
 * <p>While the library tries the branches of an {@code anyOf} and its like, it puts lists of its own in the place of the errors, and
 * only looks whether they stay empty. Those are cut too, but do not stop anything: an error of a branch may be none of the value's.
 * Used by one thread.
 */
final class FirstErrors extends ExecutionContext {
    private final int most;
    private final Bounded found;
    private Bounded current;

    /**
     * A validation that has not begun.
     *
     * @param schema what to check against
     * @param most how many errors to keep
     */
    FirstErrors(Schema schema, int most) {
        super(schema.createExecutionContext().getExecutionConfig());
        this.most = most;
        this.found = new Bounded(new ArrayList<>(), true);
        this.current = found;
    }

    /** The errors of the value. */
    List<Error> found() {
        return found;
    }

    @Override
    public List<Error> getErrors() {
        return current;
    }

    @Override
    public void setErrors(List<Error> errors) {
        current = errors instanceof Bounded bounded ? bounded : new Bounded(errors, false);
    }

    @Override
    public void addError(Error error) {
        current.add(error);
    }

    /** A list that takes no more than there may be, and, if it is the value's own, ends the validation when it is full. */
    private final class Bounded extends AbstractList<Error> {
        private final List<Error> errors;
        private final boolean ofTheValue;

        Bounded(List<Error> errors, boolean ofTheValue) {
            this.errors = errors;
            this.ofTheValue = ofTheValue;
        }

        @Override
        public void add(int index, Error error) {
            if (errors.size() < most) {
                errors.add(index, error);
            }
            if (ofTheValue && errors.size() == most) {
                throw new FailFastAssertionException(error);
            }
        }

        @Override
        public Error get(int index) {
            return errors.get(index);
        }

        @Override
        public Error remove(int index) {
            return errors.remove(index);
        }

        @Override
        public int size() {
            return errors.size();
        }
    }
}
