"""The commands: each module declares the arguments of its own, calls a verb and prints; each gives its exit status."""
