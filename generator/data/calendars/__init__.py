"""The official calendar, periods, festivals, and stretches of time."""
