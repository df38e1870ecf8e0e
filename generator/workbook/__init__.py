"""The workbook: a roster goes out as XLSX and comes back edited; grids made by hand are read alike."""
