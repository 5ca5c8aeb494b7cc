"""Takes the place of ``torchaudio._extension`` where the real torchaudio runs on lumbre: its compiled part is not there."""

import functools

_IS_TORCHAUDIO_EXT_AVAILABLE = False
_IS_ALIGN_AVAILABLE = False


def _check_cuda_version():
    return None


def fail_if_no_align(function):
    """A function that needs the compiled part, and so refuses."""

    @functools.wraps(function)
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"torchaudio's {function.__name__} needs its compiled part; lumbre.audio.functional has its own")

    return refuse
