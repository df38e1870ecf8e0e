"""Forms: their shape, what records give to them, their files."""
