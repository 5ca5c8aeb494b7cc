"""Programs of data loading, run with PyTorch when recording and with lumbre when testing.

Each takes the package and returns plain values. A number drawn at the end shows that as many were drawn before it.
"""

import random


def _end(torch):
    return torch.rand(1).item()


def _loader(torch, n=7, **options):
    data = torch.utils.data
    x = torch.arange(2 * n).reshape(n, 2)
    return data.DataLoader(data.TensorDataset(x, torch.arange(n)), **options)


def _epochs(torch, loader, epochs=2):
    return [[[part.tolist() for part in batch] for batch in loader] for _ in range(epochs)] + [_end(torch)]


def sequential(torch):
    torch.manual_seed(0)
    return _epochs(torch, _loader(torch, batch_size=3))


def shuffled(torch):
    torch.manual_seed(1)
    return _epochs(torch, _loader(torch, batch_size=3, shuffle=True))


def shuffled_drop_last(torch):
    torch.manual_seed(2)
    return _epochs(torch, _loader(torch, batch_size=2, shuffle=True, drop_last=True))


def shuffled_by_a_generator(torch):
    torch.manual_seed(3)
    g = torch.Generator().manual_seed(4)
    loader = _loader(torch, batch_size=4, shuffle=True, generator=g)
    return _epochs(torch, loader) + [torch.rand(1, generator=g).item()]


def single_samples(torch):
    torch.manual_seed(5)
    return [[part.tolist() for part in sample] for sample in _loader(torch, batch_size=None)] + [_end(torch)]


def interrupted_epoch(torch):
    torch.manual_seed(6)
    loader = _loader(torch, batch_size=2, shuffle=True)
    first = next(iter(loader))
    return [first[1].tolist(), _epochs(torch, loader, 1)]


def subset_of_a_split(torch):
    torch.manual_seed(7)
    data = torch.utils.data
    parts = data.random_split(data.TensorDataset(torch.arange(10)), [0.5, 0.3, 0.2])
    out = [list(p.indices) for p in parts]
    nested = data.Subset(parts[0], [3, 1, 0])
    return out + _epochs(torch, data.DataLoader(nested, batch_size=2, shuffle=True))


def splits(torch):
    data = torch.utils.data
    g = torch.Generator().manual_seed(8)
    whole = data.random_split(range(9), [4, 5], generator=g)
    parts = data.random_split(range(11), [0.3, 0.3, 0.4], generator=g)
    return [list(p.indices) for p in (*whole, *parts)]


def samplers(torch):
    torch.manual_seed(9)
    data = torch.utils.data
    replaced = data.RandomSampler(range(5), replacement=True, num_samples=40)
    longer = data.RandomSampler(range(4), num_samples=10)
    subset = data.SubsetRandomSampler([5, 7, 9, 11])
    batches = data.BatchSampler(data.SequentialSampler(range(5)), 2, True)
    lists = [list(s) for s in (replaced, longer, subset, batches)]
    return lists + [[len(s) for s in (replaced, longer, subset, batches)], _end(torch)]


def weighted(torch):
    torch.manual_seed(10)
    data = torch.utils.data
    with_ = data.WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 8)
    without = data.WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 5, replacement=False)
    return [list(with_), list(without), _end(torch)]


def distributed(torch):
    out = []
    for rank in range(3):
        for drop_last in (False, True):
            s = torch.utils.data.DistributedSampler(range(10), 3, rank, seed=11, drop_last=drop_last)
            s.set_epoch(2)
            out += [list(s), len(s)]
    return out


def collated(torch):
    data = torch.utils.data

    def plain(x):
        if isinstance(x, torch.Tensor):
            return [str(x.dtype), x.tolist()]
        if isinstance(x, dict):
            return {k: plain(v) for k, v in x.items()}
        if isinstance(x, (list, tuple)):
            return [type(x).__name__, *map(plain, x)]
        return x.decode() if isinstance(x, bytes) else x

    samples = [
        {"int": i, "float": i / 2, "flag": i > 0, "text": "ab"[i], "pair": (i, [torch.ones(2) * i, i]), "raw": b"x"}
        for i in range(2)
    ]
    return [plain(data.default_collate(samples)), plain(data.default_collate([1, 2])), plain(data.default_collate([[1], [2]]))]


def concatenated(torch):
    data = torch.utils.data
    parts = [data.TensorDataset(torch.arange(3)), data.TensorDataset(torch.arange(10, 12))]
    both = parts[0] + parts[1]
    side = data.StackDataset(a=parts[0], b=[5, 6, 7])
    return [
        [both[i][0].item() for i in range(-5, 5)], both.cumulative_sizes,
        [[b["a"][0].tolist(), b["b"].tolist()] for b in data.DataLoader(side, batch_size=2)],
    ]  # fmt: skip


class _Seeds:
    """What a worker draws from each generator."""

    def __init__(self, torch):
        self.torch = torch

    def __len__(self):
        return 4

    def __getitem__(self, i):
        import numpy

        info = self.torch.utils.data.get_worker_info()
        draws = [self.torch.rand(1).item(), random.random(), float(numpy.random.rand())]
        return [i, info.id, info.num_workers, info.seed - self.torch.initial_seed(), *draws]


def worker_seeds(torch):
    """Needs fork: the dataset holds the package."""
    torch.manual_seed(12)
    loader = torch.utils.data.DataLoader(
        _Seeds(torch), batch_size=2, num_workers=2, collate_fn=list, multiprocessing_context="fork"
    )
    return [batch for _ in range(2) for batch in loader] + [_end(torch)]


def workers(torch):
    torch.manual_seed(13)
    out = []
    for persistent in (False, True):
        loader = _loader(torch, batch_size=2, shuffle=True, num_workers=2, persistent_workers=persistent)
        out += _epochs(torch, loader)
    return out


SCENARIOS = (
    sequential, shuffled, shuffled_drop_last, shuffled_by_a_generator, single_samples, interrupted_epoch,
    subset_of_a_split, splits, samplers, weighted, distributed, collated, concatenated, worker_seeds, workers,
)  # fmt: skip
