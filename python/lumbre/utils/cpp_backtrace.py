"""The engine's stack, which is not kept."""


def get_cpp_backtrace(frames_to_skip=0, maximum_number_of_frames=64):
    """An empty text: the engine keeps no list of its frames."""
    return ""
