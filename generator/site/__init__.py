"""A finished site: built, secured, checked as a browser gets it, served."""
