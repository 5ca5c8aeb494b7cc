"""Files that pipelines and programs need, downloaded once."""

from .download import _download_asset
from .download import _download_asset as download_asset

__all__ = ["download_asset"]
