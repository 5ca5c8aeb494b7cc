"""Sequences of different lengths in one tensor."""

import lumbre

from ..utils.data import Sampler


def pad_sequences(sequences, value=0, side="right", length=None, multiple=None, dtype=None):
    """Sequences of numbers (lists, arrays or tensors) as (batch, length), with a mask that is True where there is something.

    ``length`` cuts or fills all to one length (longer ones keep their beginning); otherwise it is that of the longest, made a multiple of
    ``multiple`` where given. ``side`` is where the ``value`` goes. Raises ValueError for no sequences.
    """
    if side not in ("right", "left"):
        raise ValueError(f"pad_sequences: side must be 'right' or 'left', not {side!r}")
    rows = [lumbre.as_tensor(s, dtype=dtype) for s in sequences]
    if not rows:
        raise ValueError("pad_sequences: no sequences")
    if any(r.ndim != 1 for r in rows):
        raise ValueError("pad_sequences: sequences of numbers expected")
    if length is None:
        length = max(len(r) for r in rows)
        if multiple is not None:
            length = -(-length // multiple) * multiple
    kind = dtype or next((r.dtype for r in rows if len(r)), lumbre.int64)
    out = lumbre.full((len(rows), length), value, dtype=kind)
    mask = lumbre.zeros((len(rows), length), dtype=lumbre.bool)
    for i, r in enumerate(rows):
        n = min(len(r), length)
        at = slice(0, n) if side == "right" else slice(length - n, length)
        out[i, at], mask[i, at] = r[:n].to(kind), True
    return out, mask


def pack_blocks(documents, size, separator=None):
    """Documents (lists of ids) one behind the other, each followed by ``separator`` where given, in blocks: int64 (n, size).

    What does not fill the last block is left out. For language models: no place is spent on padding.
    """
    if size <= 0:
        raise ValueError(f"pack_blocks: size must be positive, not {size}")
    ids = []
    for d in documents:
        ids.extend(int(i) for i in d)
        if separator is not None:
            ids.append(separator)
    n = len(ids) // size
    return lumbre.tensor(ids[: n * size], dtype=lumbre.int64).reshape(n, size)


def truncate_pair(first, second, length):
    """Two sequences cut at their ends so that both together have at most ``length``; the longer one loses first."""
    keep_first, keep_second = len(first), len(second)
    while keep_first + keep_second > length:
        if keep_first >= keep_second:
            keep_first -= 1
        else:
            keep_second -= 1
    return first[:keep_first], second[:keep_second]


class BucketSampler(Sampler):
    """Batches of indices with alike lengths, so that little is padded: a ``batch_sampler`` for `DataLoader`.

    ``lengths`` of all items. With ``shuffle``, items are ordered by length within random pools of ``pool`` batches, and the batches come in
    random order; ``generator`` draws. Without, the order is by length alone.
    """

    def __init__(self, lengths, batch_size, shuffle=True, drop_last=False, pool=50, generator=None):
        if batch_size <= 0:
            raise ValueError(f"BucketSampler: batch_size must be positive, not {batch_size}")
        self.lengths, self.batch_size, self.shuffle, self.drop_last = list(lengths), batch_size, shuffle, drop_last
        self.pool, self.generator = pool, generator

    def __iter__(self):
        n, step = len(self.lengths), self.batch_size
        order = lumbre.randperm(n, generator=self.generator).tolist() if self.shuffle else list(range(n))
        wide = step * self.pool if self.shuffle else max(n, 1)
        batches = []
        for start in range(0, n, wide):
            part = sorted(order[start : start + wide], key=lambda i: self.lengths[i])
            batches += [part[i : i + step] for i in range(0, len(part), step)]
        if self.drop_last:
            batches = [b for b in batches if len(b) == step]
        if self.shuffle:
            batches = [batches[i] for i in lumbre.randperm(len(batches), generator=self.generator).tolist()]
        return iter(batches)

    def __len__(self):
        n, wide = len(self.lengths), self.batch_size * self.pool
        if self.drop_last:
            return n // self.batch_size
        whole, rest = divmod(n, wide)
        return whole * self.pool + -(-rest // self.batch_size)
