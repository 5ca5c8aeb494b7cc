"""`benches/cuda/run` from end to end on the fake driver: it has to be right the first time a GPU is at hand."""

import json
import subprocess
import sys
from pathlib import Path

import build
import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(build.compiler() is None, reason="needs g++")


def run(out, *options):
    command = [sys.executable, str(ROOT / "benches/cuda/run"), "--dry", "--out", str(out), "--seconds", "300", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    lines = [json.loads(x) for x in (out / "results.jsonl").read_text().splitlines()]
    return done, lines, (out / "report.md").read_text()


def test_all_parts_run_and_the_page_is_written(tmp_path):
    # The library stands for PyTorch too, so that the comparison is made; tests and rows are a choice.
    items = "driver,copies,graph,matmul_float32,add_one_element,adamw,matmul,rand,exp,test_streams,prod,logsumexp"
    done, lines, page = run(tmp_path, "--torch", "lumbre", "--items", items, "--jobs", "2")
    assert done.returncode == 0, page + done.stdout + done.stderr
    assert {x["part"].split()[0] for x in lines} >= {"checks", "bench", "numbers", "ops"}
    assert "| add one element |" in page and "- rand: equal" in page and "rows of the case table agree" in page
    # Called again, everything is there already.
    count = len(lines)
    assert len(run(tmp_path, "--torch", "lumbre", "--items", items, "--parts", "checks,bench")[1]) == count


def test_a_part_that_dies_or_hangs_does_not_stop_the_rest(tmp_path):
    done, lines, page = run(tmp_path, "--parts", "bench", "--torch", "no_such_library", "--items", "_dies,_hangs,_raises,add_one_element", "--limit", "8")
    ours = {x["item"]: x for x in lines if x["part"] == "bench ours"}
    assert "ended with -9" in ours["_dies"]["error"] and "still at it" in ours["_hangs"]["error"] and "ZeroDivision" in ours["_raises"]["error"]
    assert ours["add_one_element"]["value"] > 0 and done.returncode == 1
    theirs = {x["item"]: x for x in lines if x["part"] == "bench theirs"}
    assert "No module named" in theirs["add_one_element"]["error"]
    assert "| dies | the process ended" in page
