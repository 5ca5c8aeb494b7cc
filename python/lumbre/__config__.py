"""How this build was made."""


def show():
    """A text about the build."""
    return "lumbre: Rust core, CPU kernels chosen by CPUID, CUDA by dynamic loading\n"


def parallel_info():
    """A text about threads."""
    import lumbre

    return f"lumbre thread pool: {lumbre.get_num_threads()} threads\n"
