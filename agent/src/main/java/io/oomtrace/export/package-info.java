/** Reports as text for people and as JSON, CSV and collapsed stacks for programs. Knows only the snapshot model. */
package io.oomtrace.export;
