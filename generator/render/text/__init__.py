"""What every output shares: templates, escaping, fonts, addresses, calendars and feeds as text."""
