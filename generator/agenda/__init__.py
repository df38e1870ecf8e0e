"""What takes place between two days: series by date, who hands over to whom, what is due."""
