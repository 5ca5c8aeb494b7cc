"""Training one model in several processes."""

from ... import _absent, distributed
from ..modules.module import Module

__all__ = ["DistributedDataParallel"]


class DistributedDataParallel(Module):
    """A module whose gradients are averaged over processes.

    Process groups are not part of this build: making one raises as PyTorch does without a group.
    """

    def __init__(self, module, *args, **kwargs):
        super().__init__()
        if not distributed.is_initialized():
            raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")
        raise NotImplementedError("nn.parallel.DistributedDataParallel")


_DDPSink = _absent.kind("nn.parallel.distributed._DDPSink")
