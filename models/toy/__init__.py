"""A toy package of the real architecture with random weights, and what an independent run of the reference procedure makes of it."""
