"""Which articles are executed and kept, and what an amendment would break."""
