"""Optimizers and learning rate schedules."""

from . import lr_scheduler, optimizer
from .adam import Adam
from .adamw import AdamW
from .optimizer import Optimizer
from .sgd import SGD
