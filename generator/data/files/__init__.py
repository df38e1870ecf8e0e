"""Files become values: YAML with positions, types, names, tables; every fault with its line."""
