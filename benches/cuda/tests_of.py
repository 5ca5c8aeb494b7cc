"""Files of tests by pytest: a worker of `benches/cuda/run`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import work  # noqa: E402


class Outcome:
    """Counts, and the first line of what went wrong in each test that failed."""

    def __init__(self):
        self.count, self.failed = {"passed": 0, "failed": 0, "skipped": 0}, []

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            self.count[report.outcome] += 1
        if report.outcome == "failed":
            crash = getattr(report.longrepr, "reprcrash", None)
            self.failed.append(f"{report.nodeid.split('::')[-1]}: {' '.join(str(crash.message if crash else report.longrepr).split())[:300]}")


def test(path, args):
    try:
        import pytest
    except ImportError:
        return {"absent": "pytest is not installed"}
    outcome = Outcome()
    code = pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", str(HERE.parents[1]), str(HERE.parents[1] / path)], plugins=[outcome])
    line = {**outcome.count, "failures": outcome.failed}
    if int(code) not in (0, 1):
        line["error"] = f"pytest ended with {code!s}"
    return line


if __name__ == "__main__":
    work.main(test)
