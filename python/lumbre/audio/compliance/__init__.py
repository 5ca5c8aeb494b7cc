"""Features computed as other toolkits compute them."""

from . import kaldi  # noqa: F401
