"""What a bug report should say about the machine: `python -m lumbre.utils.collect_env`."""

import os
import platform
import subprocess
import sys
from collections import namedtuple

import lumbre

__all__ = ["SystemEnv", "get_cpu_info", "get_env_info", "get_gcc_version", "get_gpu_info", "get_nvidia_driver_version", "get_os", "get_pretty_env_info", "main", "run"]

SystemEnv = namedtuple(
    "SystemEnv", ["torch_version", "is_debug_build", "cuda_compiled_version", "gcc_version", "os", "libc_version", "python_version", "python_platform", "is_cuda_available", "nvidia_gpu_models", "nvidia_driver_version", "pip_packages", "cpu_info"]
)


def run(command):
    """(exit status, output, errors) of a command."""
    try:
        p = subprocess.run(command, shell=isinstance(command, str), capture_output=True, text=True, errors="replace")
    except OSError as error:
        return 127, "", str(error)
    return p.returncode, p.stdout.strip(), p.stderr.strip()


def _first_line(run_lambda, command):
    status, out, _ = run_lambda(command)
    return out.split("\n")[0] if status == 0 and out else None


def get_gcc_version(run_lambda):
    """The first line of `gcc --version`."""
    return _first_line(run_lambda, ["gcc", "--version"])


def get_nvidia_driver_version(run_lambda):
    """The version of NVIDIA's driver, from `nvidia-smi`."""
    return _first_line(run_lambda, ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"])


def get_gpu_info(run_lambda):
    """The GPUs that `nvidia-smi` lists."""
    status, out, _ = run_lambda(["nvidia-smi", "-L"])
    return out if status == 0 else None


def get_cpu_info(run_lambda):
    """The processor, and how many cores there are."""
    if sys.platform == "linux":
        try:
            with open("/proc/cpuinfo") as file:
                names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
            return f"{len(names)} x {names[0]}" if names else platform.processor()
        except OSError:
            pass
    return platform.processor()


def get_os(run_lambda):
    """Name, release and machine of the operating system."""
    return f"{platform.system()} {platform.release()} ({platform.machine()})"


def get_env_info():
    """All of it, by name."""
    from importlib import metadata

    packages = sorted(f"{d.metadata['Name']}=={d.version}" for d in metadata.distributions() if d.metadata["Name"] in ("lumbre", "numpy", "torch", "torchvision", "torchaudio"))
    return SystemEnv(
        f"{lumbre.__version__} (lumbre)", "False", "None", get_gcc_version(run), get_os(run), "-".join(platform.libc_ver()),
        f"{sys.version} ({sys.maxsize.bit_length() + 1}-bit runtime)".replace("\n", " "), platform.platform(),
        str(lumbre.cuda.is_available()), get_gpu_info(run), get_nvidia_driver_version(run), "\n".join(packages), get_cpu_info(run),
    )


def get_pretty_env_info():
    """All of it, as text."""
    return "\n".join(f"{k.replace('_', ' ')}: {v}" for k, v in get_env_info()._asdict().items()) + f"\nthreads: {lumbre.get_num_threads()} of {os.cpu_count()}"


def main():
    """Prints the report."""
    print("Collecting environment information...")
    print(get_pretty_env_info())


if __name__ == "__main__":
    main()
