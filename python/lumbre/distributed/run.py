"""Starts the processes of a job on this machine and watches them: ``python -m lumbre.distributed.run --nproc_per_node 2 train.py``.

Each process gets RANK, LOCAL_RANK, WORLD_SIZE, LOCAL_WORLD_SIZE, MASTER_ADDR and MASTER_PORT, by which ``init_process_group()`` finds the others.
When one fails the others are ended, and all are started again as often as ``--max_restarts`` allows.
"""

import argparse
import datetime
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from . import _stores, _types

__all__ = ["main", "run", "parse_args", "get_args_parser"]

# Seconds that processes have to end in after they were asked to.
_GRACE = 15


def _flags(parser, *names, **kwargs):
    """An option in both spellings, with underscores and with hyphens."""
    forms = [n for name in names for n in dict.fromkeys((name, name.replace("_", "-") if name.startswith("--") else name))]
    parser.add_argument(*forms, **kwargs)


def get_args_parser():
    """The command line's options, under PyTorch's names."""
    parser = argparse.ArgumentParser(prog="python -m lumbre.distributed.run", description="Starts the processes of a job.")
    _flags(parser, "--nnodes", default="1:1", help="machines, as a number")
    _flags(parser, "--nproc_per_node", default="1", help="processes on each: a number, cpu, gpu or auto")
    _flags(parser, "--node_rank", type=int, default=int(os.environ.get("GROUP_RANK", 0)), help="this machine's number")
    _flags(parser, "--master_addr", default="127.0.0.1", help="the first machine's name")
    _flags(parser, "--master_port", type=int, default=29500, help="a free port there")
    _flags(parser, "--local_addr", default=None, help="this machine's name")
    _flags(parser, "--standalone", action="store_true", help="one machine, and a port that is free")
    _flags(parser, "--rdzv_backend", default="static", help="static or c10d")
    _flags(parser, "--rdzv_endpoint", default="", help="host:port of the first machine")
    _flags(parser, "--rdzv_id", default="none", help="the job's name")
    _flags(parser, "--rdzv_conf", default="", help="accepted: timeout=<seconds>")
    _flags(parser, "--max_restarts", type=int, default=0, help="how often a failed job is started again")
    _flags(parser, "--monitor_interval", type=float, default=0.1, help="seconds between looks at the processes")
    _flags(parser, "--start_method", default="spawn", choices=["spawn", "fork", "forkserver"], help="accepted; scripts are always fresh processes")
    _flags(parser, "--role", default="default", help="the processes' role")
    _flags(parser, "-m", "--module", action="store_true", help="the script is a module's name")
    _flags(parser, "--no_python", action="store_true", help="the script is a program")
    _flags(parser, "--run_path", action="store_true", help="accepted")
    _flags(parser, "--use_env", action="store_true", help="accepted: it is always so")
    _flags(parser, "--log_dir", default=None, help="where redirected output goes")
    _flags(parser, "-r", "--redirects", default="0", help="output into files: 0, 1 (stdout), 2 (stderr), 3")
    _flags(parser, "-t", "--tee", default="0", help="output into files and to the terminal, with the rank in front: 0, 1, 2, 3")
    parser.add_argument("training_script")
    parser.add_argument("training_script_args", nargs=argparse.REMAINDER)
    return parser


def parse_args(args=None):
    return get_args_parser().parse_args(args)


def _processes(text):
    if text.isdigit() and int(text) > 0:
        return int(text)
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if text == "cpu":
        return cpus
    from .. import cuda

    gpus = cuda.device_count()
    if text == "gpu":
        if not gpus:
            raise ValueError("Cuda is not available.")
        return gpus
    if text == "auto":
        return gpus or cpus
    raise ValueError(f"Unsupported nproc_per_node value: {text}")


def _nodes(text):
    low, _, high = str(text).partition(":")
    if high and high != low:
        raise NotImplementedError(f"--nnodes {text}: jobs whose number of machines changes")
    return int(low)


class _Job:
    """One machine's processes."""

    def __init__(self, args):
        self.args, self.local, self.nodes = args, _processes(str(args.nproc_per_node)), _nodes(args.nnodes)
        self.host, self.port, self.node = args.master_addr, args.master_port, args.node_rank
        if args.rdzv_endpoint:
            host, _, port = args.rdzv_endpoint.rpartition(":") if ":" in args.rdzv_endpoint else (args.rdzv_endpoint, "", "29400")
            self.host, self.port = host, int(port)
        if args.standalone:
            self.host, self.port, self.nodes, self.node = "127.0.0.1", 0, 1, 0
        self.id = str(uuid.uuid4()) if args.standalone else args.rdzv_id
        self.store, self.logs = self._meet(), None
        if args.redirects != "0" or args.tee != "0":
            self.logs = os.path.join(args.log_dir or tempfile.mkdtemp(prefix="lumbre-run-"), self.id)

    def _meet(self):
        """The job's store, which runs in the first machine's launcher, so that it outlives processes that are started again."""
        if self.nodes == 1:
            return self._serve()
        if self.args.rdzv_backend == "static":
            first = self.node == 0
            return self._serve() if first else _stores.TCPStore(self.host, self.port, is_master=False)
        if self.args.rdzv_backend != "c10d":
            raise NotImplementedError(f"--rdzv_backend {self.args.rdzv_backend}")
        try:
            own = self.host in ("localhost", socket.gethostname(), socket.getfqdn()) or socket.gethostbyname(self.host).startswith("127.")
            own = own or self.host in socket.gethostbyname_ex(socket.gethostname())[2]
            store = self._serve() if own else None
        except (OSError, _types.DistNetworkError):
            store = None
        store = store or _stores.TCPStore(self.host, self.port, is_master=False)
        self.node = store.add("node", 1) - 1
        return store

    def _serve(self):
        store = _stores.TCPStore(self.host, self.port, is_master=True, wait_for_workers=False)
        self.port = store.port
        return store

    def _environment(self, k, attempt):
        size, env = self.local * self.nodes, dict(os.environ)
        rank = self.node * self.local + k
        env.update(
            RANK=rank, LOCAL_RANK=k, WORLD_SIZE=size, LOCAL_WORLD_SIZE=self.local, GROUP_RANK=self.node, GROUP_WORLD_SIZE=self.nodes,
            ROLE_RANK=rank, ROLE_WORLD_SIZE=size, ROLE_NAME=self.args.role, MASTER_ADDR=self.host, MASTER_PORT=self.port,
            TORCHELASTIC_RESTART_COUNT=attempt, TORCHELASTIC_MAX_RESTARTS=self.args.max_restarts, TORCHELASTIC_RUN_ID=self.id,
            TORCHELASTIC_USE_AGENT_STORE="True", TORCHELASTIC_ERROR_FILE=os.path.join(self.errors, f"{attempt}-{k}.json"),
        )  # fmt: skip
        # Processes that all use every core are in each other's way.
        if self.local > 1:
            env.setdefault("OMP_NUM_THREADS", "1")
        return {name: str(value) for name, value in env.items()}

    def _command(self):
        a = self.args
        head = [] if a.no_python else [sys.executable, "-u", *(["-m"] if a.module else [])]
        return [*head, a.training_script, *a.training_script_args]

    def _start(self, k, attempt):
        def chosen(text):
            pairs = dict(p.split(":") for p in text.split(",")) if ":" in text else None
            return int((pairs or {}).get(str(k), 0) if pairs is not None else text)

        files, tee = chosen(self.args.redirects), chosen(self.args.tee)
        streams = {}
        for bit, name in ((1, "stdout"), (2, "stderr")):
            if (files | tee) & bit:
                folder = os.path.join(self.logs, f"attempt_{attempt}", str(k))
                os.makedirs(folder, exist_ok=True)
                streams[name] = subprocess.PIPE if tee & bit else open(os.path.join(folder, f"{name}.log"), "wb")
        process = subprocess.Popen(self._command(), env=self._environment(k, attempt), **streams)
        for name, target in streams.items():
            if target is subprocess.PIPE:
                path = os.path.join(self.logs, f"attempt_{attempt}", str(k), f"{name}.log")
                threading.Thread(target=self._copy, args=(getattr(process, name), path, k, getattr(sys, name)), daemon=True).start()
            else:
                target.close()
        return process

    def _copy(self, pipe, path, k, terminal):
        with open(path, "wb") as f:
            for line in pipe:
                f.write(line)
                f.flush()
                terminal.write(f"[{self.args.role}{k}]:{line.decode(errors='replace')}")
                terminal.flush()

    def run(self):
        """Runs the job to its end; the failure that ended it, or None."""
        with tempfile.TemporaryDirectory() as self.errors:
            for attempt in range(self.args.max_restarts + 1):
                failure = self._attempt(attempt)
                if failure is None:
                    return None
            return failure

    def _attempt(self, attempt):
        processes = [self._start(k, attempt) for k in range(self.local)]
        try:
            while True:
                codes = [p.poll() for p in processes]
                bad = [k for k, c in enumerate(codes) if c not in (None, 0)]
                if bad:
                    # Others fail because of the first, a moment later.
                    first = min(bad, key=lambda k: self._written(k, attempt))
                    return self._failure(first, processes[first], attempt)
                if all(c == 0 for c in codes):
                    return None
                time.sleep(self.args.monitor_interval)
        finally:
            self._end(processes)

    def _end(self, processes):
        for p in processes:
            if p.poll() is None:
                p.send_signal(signal.SIGTERM)
        until = time.monotonic() + _GRACE
        for p in processes:
            try:
                p.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()

    def _written(self, k, attempt):
        """When a process wrote its error down; the end of time where it did not."""
        try:
            return os.stat(os.path.join(self.errors, f"{attempt}-{k}.json")).st_mtime_ns
        except OSError:
            return float("inf")

    def _failure(self, k, process, attempt):
        from .elastic.multiprocessing.errors import ProcessFailure

        message = ""
        try:
            with open(os.path.join(self.errors, f"{attempt}-{k}.json")) as f:
                message = json.load(f)["message"]["message"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        when = datetime.datetime.now().strftime("%Y-%m-%d_%H:%M:%S")
        return ProcessFailure(k, self.node * self.local + k, process.pid, process.returncode, message, when)


def run(args):
    """Runs a job; raises `ChildFailedError` where a process failed for the last time."""
    job = _Job(args)
    try:
        failure = job.run()
        if job.nodes > 1:
            # The store stays until all machines are done.
            job.store.add("ended", 1)
            if job.store._server is not None:
                until = time.monotonic() + 60
                while job.store.add("ended", 0) < job.nodes and time.monotonic() < until:
                    time.sleep(0.1)
    finally:
        job.store.close()
    if failure is not None:
        from .elastic.multiprocessing.errors import ChildFailedError

        raise ChildFailedError(args.training_script, failure)


def main(args=None):
    """The command line; exits with 1 where a process failed."""
    from .elastic.multiprocessing.errors import ChildFailedError

    def stop(number, frame):
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    try:
        run(parse_args(args))
    except ChildFailedError as e:
        print(e, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
