"""Series of meetings and periodic work."""
