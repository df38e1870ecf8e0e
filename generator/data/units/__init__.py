"""Units: people, posts, leave, clocks, tables of shifts."""
