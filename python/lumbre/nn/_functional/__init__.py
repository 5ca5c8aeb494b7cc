"""The parts of `lumbre.nn.functional` that are more than one native operation."""
