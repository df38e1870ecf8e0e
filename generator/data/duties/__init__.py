"""Duties and what is arranged otherwise for them, rules as used, and the floors of national law."""
