"""A unit and a period become slots, seats, and who may hold them; everything dated is resolved here."""
