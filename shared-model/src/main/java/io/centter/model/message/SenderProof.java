package io.centter.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;

/// What is known of who sent a message.
public enum SenderProof {
    /// The broker let only this sender use the subject.
    @JsonProperty("proven")
    PROVEN,
    /// The subject names nobody: `from` is a claim.
    @JsonProperty("unproven")
    UNPROVEN,
    /// The envelope names another than the subject, or another receiver: it is not to be handled.
    @JsonProperty("contradicting")
    CONTRADICTING,
    /// It is no envelope.
    @JsonProperty("unreadable")
    UNREADABLE;

    /// What the subject on which it came says of an envelope in the inbox of `owner`.
    public static SenderProof of(String subject, AgentId owner, Envelope envelope) {
        if (!envelope.to().equals(owner)) {
            return CONTRADICTING;
        }
        if (subject.equals(Subjects.inbox(owner, envelope.from()))) {
            return PROVEN;
        }
        return subject.equals(Subjects.unprovenInbox(owner)) ? UNPROVEN : CONTRADICTING;
    }
}
