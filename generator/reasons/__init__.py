"""Why this person, why not that one, why a seat is empty, and what one change would change."""
