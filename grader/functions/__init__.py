"""One module per exercise that asks for a function: source, right answer, mistakes."""
