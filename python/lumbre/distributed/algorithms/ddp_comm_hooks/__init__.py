"""Ways in which DistributedDataParallel combines gradients, for its `register_comm_hook`."""

from . import default_hooks  # noqa: F401
