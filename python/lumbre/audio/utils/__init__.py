"""Downloads, which datasets and pipelines would need; this build works from local files."""

from ..._absent import function

download_asset = function("audio.utils.download_asset")
