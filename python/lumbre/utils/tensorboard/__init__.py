"""Logs that TensorBoard shows. The event files are written here; to look at them, install the package tensorboard."""

from .writer import FileWriter, SummaryWriter

__all__ = ["FileWriter", "SummaryWriter"]
