"""Jobs that survive failures."""
