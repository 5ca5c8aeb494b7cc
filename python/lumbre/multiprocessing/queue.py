"""`Queue` and `SimpleQueue`, whose tensors travel as shared memory."""

from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue  # noqa: F401
