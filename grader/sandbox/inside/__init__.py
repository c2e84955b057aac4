"""What goes into the sandbox; nothing here imports the rest of `grader`."""
