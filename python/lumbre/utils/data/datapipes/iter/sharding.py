"""A step that leaves each worker its share."""

from .._decorator import functional_datapipe
from ..datapipe import IterDataPipe

__all__ = ["ShardingFilterIterDataPipe"]


@functional_datapipe("sharding_filter")
class ShardingFilterIterDataPipe(IterDataPipe):
    """Every ``n``-th sample, from the ``i``-th on, once `apply_sharding` has said which."""

    def __init__(self, source_datapipe, sharding_group_filter=None):
        self.source_datapipe = source_datapipe
        self.num_of_instances, self.instance_id = 1, 0

    def is_shardable(self):
        """True."""
        return True

    def apply_sharding(self, num_of_instances, instance_id, sharding_group=None):
        """Keep the samples of instance ``instance_id`` of ``num_of_instances``."""
        if instance_id >= num_of_instances:
            raise ValueError(f"instance_id({instance_id}) should be smaller than num_of_instances({num_of_instances})")
        self.num_of_instances, self.instance_id = num_of_instances, instance_id

    def __iter__(self):
        for i, x in enumerate(self.source_datapipe):
            if i % self.num_of_instances == self.instance_id:
                yield x

    def __len__(self):
        n, rest = divmod(len(self.source_datapipe), self.num_of_instances)
        return n + (self.instance_id < rest)
