"""`Pool`, whose tensors travel as shared memory like those of every queue."""

from multiprocessing.pool import *  # noqa: F403
from multiprocessing.pool import Pool  # noqa: F401
