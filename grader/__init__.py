"""What an instructor runs: lesson building, references, mistakes; never where student code runs."""
