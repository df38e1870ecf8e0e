"""Service guides, journeys over several of them, and a platform's export."""
