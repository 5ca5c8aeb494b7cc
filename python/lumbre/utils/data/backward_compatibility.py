"""For programs of older versions."""

import warnings


def worker_init_fn(worker_id):
    """Does nothing: `DataLoader` shares out the work among its workers by itself."""
    warnings.warn("Usage of backward_compatibility.worker_init_fn is deprecated as DataLoader automatically applies sharding in every worker", stacklevel=2)
