"""The month's way through the office: planned, signed off, published, reported upward. Records are only added to."""
