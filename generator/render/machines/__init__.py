"""The same for machines: JSON with schemas, Akoma Ntoso, Atom, CSV, calendars."""
