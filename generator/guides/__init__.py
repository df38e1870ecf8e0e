"""Guides beside a platform's items, and what of them deserves a second look."""
