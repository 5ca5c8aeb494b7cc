"""Batch norms that keep no running statistics, which `vmap` could not update."""

import lumbre

__all__ = ["batch_norm_without_running_stats", "replace_all_batch_norm_modules_"]


def batch_norm_without_running_stats(module):
    """Turns a batch norm's running statistics off; other modules stay as they are."""
    if isinstance(module, lumbre.nn.modules.batchnorm._BatchNorm) and module.track_running_stats:
        module.running_mean = module.running_var = module.num_batches_tracked = None
        module.track_running_stats = False


def replace_all_batch_norm_modules_(root):
    """The same for all batch norms in `root`, in place; returns it."""
    for module in root.modules():
        batch_norm_without_running_stats(module)
    return root
