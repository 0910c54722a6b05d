/// Who may do what, kept in memory for every request: a commit renews it at once in this process and within a second
/// in others, and where changes can no longer be heard each request asks the database.
@NullMarked
package io.centter.control.access;

import org.jspecify.annotations.NullMarked;
