"""The centre, its address, and the prose of its pages."""
