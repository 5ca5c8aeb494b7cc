"""Batches of sequences with lengths of their own."""

import lumbre


def padding_mask(lengths):
    """True where a place lies past its sequence's end: ``lengths`` (batch,) of integers to bool (batch, the longest)."""
    return lumbre.arange(int(lengths.max()), device=lengths.device) >= lengths.unsqueeze(1)
