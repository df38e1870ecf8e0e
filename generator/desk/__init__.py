"""What happens at short notice: leave, stand-ins, swaps, who is at the windows, attendance."""
