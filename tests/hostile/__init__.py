"""What hostile hand-ins are tried with: the corpus, traps, and a look at what is left behind."""
