"""What is kept of a period and only ever added to."""
