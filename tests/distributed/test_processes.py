"""Groups of several processes on this machine: collectives against what they say, training against one process with the whole batch."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import lumbre
import lumbre.distributed as dist
import lumbre.multiprocessing as mp
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
import workers  # noqa: E402

ENV = {**os.environ, "OMP_NUM_THREADS": "1"}


def spawn(f, tmp_path, *more, n=3):
    mp.spawn(f, args=(n, str(tmp_path / "store"), *more), nprocs=n)


@pytest.mark.parametrize("f", [workers.collectives, workers.between_two, workers.training])
def test_three_processes(f, tmp_path):
    spawn(f, tmp_path)


@pytest.mark.parametrize("how", ["kill", "other", "size"])
def test_a_process_that_goes_wrong_ends_the_wait_of_all(how, tmp_path):
    spawn(workers.death, tmp_path, how)


def test_a_process_that_does_not_come_is_named(tmp_path):
    spawn(workers.slow, tmp_path, n=2)


def _stores(tmp_path):
    yield dist.HashStore()
    yield dist.FileStore(str(tmp_path / "file"), 1)
    server = dist.TCPStore("127.0.0.1", 0, None, True)
    yield server
    yield dist.PrefixStore("p", dist.TCPStore("127.0.0.1", server.port, None, False))


def test_stores(tmp_path):
    for store in _stores(tmp_path):
        store.set("a", "text")
        store.set("b", b"\0bytes")
        assert store.get("a") == b"text" and store.get("b") == b"\0bytes"
        assert (store.add("n", 2), store.add("n", 3), store.get("n")) == (2, 5, b"5")
        assert store.check(["a", "b"]) and not store.check(["a", "x"])
        assert store.delete_key("a") and not store.delete_key("a")
        store.append("c", "one")
        store.append("c", "two")
        assert store.multi_get(["c", "b"]) == [b"onetwo", b"\0bytes"]
        assert store.compare_set("d", "", "first") == b"first"
        assert store.compare_set("d", "other", "second") == b"first"
        assert store.compare_set("d", "first", "second") == b"second"
        threading.Timer(0.1, lambda s=store: s.set("later", "x")).start()
        assert store.get("later") == b"x"
        with pytest.raises(dist.DistStoreError, match="wait timeout after 20ms"):
            store.wait(["never"], 0.02)


def test_errors_of_the_rendezvous(monkeypatch):
    for name in ("RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ValueError, match="RANK"):
        dist.init_process_group("gloo")
    with pytest.raises(ValueError, match="MASTER_ADDR"):
        dist.init_process_group("gloo", rank=0, world_size=2)
    with pytest.raises(ValueError, match="out of range"):
        dist.init_process_group("gloo", init_method="tcp://127.0.0.1:1", rank=2, world_size=2)
    with pytest.raises(NotImplementedError, match="mpi"):
        dist.init_process_group("mpi", rank=0, world_size=1)
    store = dist.HashStore()
    import datetime

    with pytest.raises(dist.DistBackendError, match=r"have not come: \[1\]"):
        dist.init_process_group("gloo", store=store, rank=0, world_size=2, timeout=datetime.timedelta(seconds=0.1))
    assert not dist.is_initialized()


SCRIPT = """
import os, sys, lumbre, lumbre.distributed as dist
from lumbre.distributed.elastic.multiprocessing.errors import record

@record
def main():
    dist.init_process_group()
    x = lumbre.tensor([float(os.environ["RANK"])])
    dist.all_reduce(x)
    if sys.argv[1] == "fail" and os.environ["TORCHELASTIC_RESTART_COUNT"] == "0" and dist.get_rank() == 1:
        raise ValueError("on purpose")
    # In one write: lines of several processes must not mix.
    sys.stdout.write(f"sum {x.item()} {sys.argv[1:]} {os.environ['LOCAL_RANK']} {os.environ['WORLD_SIZE']}\\n")
    dist.barrier()
    dist.destroy_process_group()

main()
"""


@pytest.mark.parametrize(("flags", "args", "code"), [
    (["--standalone", "--nproc-per-node=2"], ["ok", "--x"], 0),
    (["--nproc_per_node", "2", "--standalone", "--max_restarts", "1"], ["fail"], 0),
    (["--nproc_per_node", "2", "--standalone"], ["fail"], 1),
])  # fmt: skip
def test_launcher(flags, args, code, tmp_path):
    script = tmp_path / "job.py"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "lumbre.distributed.run", *flags, str(script), *args]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    lines = sorted({line for line in done.stdout.splitlines() if line.startswith("sum")})
    if code == 0:
        assert lines == [f"sum 1.0 {args} {k} 2" for k in range(2)]
    else:
        assert "rank      : 1" in done.stderr and "ValueError: on purpose" in done.stderr


def test_two_launchers_make_one_job(tmp_path):
    """Two machines, played by two launchers here."""
    script = tmp_path / "job.py"
    script.write_text(SCRIPT)
    import socket

    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    flags = ["--nnodes=2", "--nproc_per_node=1", "--master_addr=127.0.0.1", f"--master_port={port}"]
    jobs = [
        subprocess.Popen([sys.executable, "-m", "lumbre.distributed.run", *flags, f"--node_rank={k}", str(script), "ok"], env=ENV, stdout=subprocess.PIPE, text=True)
        for k in range(2)
    ]
    assert sorted(j.communicate(timeout=120)[0].strip() for j in jobs) == ["sum 1.0 ['ok'] 0 2"] * 2
    assert [j.returncode for j in jobs] == [0, 0]


def test_a_group_of_one_needs_no_address():
    dist.init_process_group("gloo", rank=0, world_size=1)
    x = lumbre.arange(3.0)
    dist.all_reduce(x)
    assert x.tolist() == [0, 1, 2]
    dist.destroy_process_group()
