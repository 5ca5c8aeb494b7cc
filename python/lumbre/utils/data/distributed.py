"""The sampler that gives each of several processes its share of a dataset."""

import math

import lumbre

from .sampler import Sampler

__all__ = ["DistributedSampler"]


class DistributedSampler(Sampler):
    """Every ``num_replicas``-th sample, starting with the ``rank``-th.

    The order is shuffled by ``seed + epoch``: call :meth:`set_epoch` before each epoch. The rest
    that does not divide evenly is dropped, or filled up from the start.
    """

    def __init__(
        self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False
    ):
        if num_replicas is None or rank is None:
            num_replicas, rank = _process_group(num_replicas, rank)
        if rank >= num_replicas or rank < 0:
            raise ValueError(
                f"Invalid rank {rank}, rank should be in the interval [0, {num_replicas - 1}]"
            )
        self.dataset = dataset
        self.num_replicas = num_replicas
        self.rank = rank
        self.epoch = 0
        self.drop_last = drop_last
        n = len(dataset)
        if drop_last and n % num_replicas != 0:
            self.num_samples = math.ceil((n - num_replicas) / num_replicas)
        else:
            self.num_samples = math.ceil(n / num_replicas)
        self.total_size = self.num_samples * num_replicas
        self.shuffle = shuffle
        self.seed = seed

    def __iter__(self):
        n = len(self.dataset)
        if self.shuffle:
            g = lumbre.Generator()
            g.manual_seed(self.seed + self.epoch)
            indices = lumbre.randperm(n, generator=g).tolist()
        else:
            indices = list(range(n))
        missing = self.total_size - len(indices)
        if not self.drop_last and missing > 0:
            indices += (indices * math.ceil(missing / len(indices)))[:missing]
        return iter(indices[self.rank : self.total_size : self.num_replicas])

    def __len__(self):
        return self.num_samples

    def set_epoch(self, epoch):
        """Set the epoch, so that each one has an order of its own."""
        self.epoch = epoch


def _process_group(num_replicas, rank):
    dist = getattr(lumbre, "distributed", None)
    if dist is None or not dist.is_available():
        raise RuntimeError("Requires distributed package to be available")
    num_replicas = dist.get_world_size() if num_replicas is None else num_replicas
    return num_replicas, dist.get_rank() if rank is None else rank
