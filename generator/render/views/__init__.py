"""What an audience may see: the allow lists from which pages, sheets and data are made."""
