"""Files become frozen objects here: one module per kind of file. Nothing in here plans or judges."""
