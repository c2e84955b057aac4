"""One module per optimizer: source, right rule, other accepted forms, mistakes."""
