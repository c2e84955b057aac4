"""The engine: a class of hand-ins, graded by sandboxed workers, written by one writer."""
