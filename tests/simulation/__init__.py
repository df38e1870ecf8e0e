"""Years of rosters in a copy of the sample: leave, sickness, swaps, arrivals and departures, month after month."""
