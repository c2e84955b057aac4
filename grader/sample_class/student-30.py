# Handed the notebook in as it was released.
# expect: bias_factor 0 unwritten, adam_order 0 unwritten, adam 0 unwritten, adam_repair 0 unwritten
