package io.centter.model.identity;

/// A value that a field cannot take. The message is one sentence for the person who sent it: what is wrong and what
/// would be right; [#field] is the field's name as it is written in JSON.
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidValue(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
