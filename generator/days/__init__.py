"""What holds on a day: open or closed, who is in a group, who is busy, which series take place."""
