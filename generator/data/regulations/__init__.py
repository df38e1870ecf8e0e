"""Regulations: versions, articles, figures, and the references to them."""
