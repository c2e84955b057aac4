"""Run student code where it can do no harm."""
