"""What no child can do, on each tier."""
