"""The page that `benches/cuda/run` writes from its results."""

import bench
import numbers_of


def _measured(line):
    if line is None:
        return "not reached"
    return line["error"].replace("|", "/")[:160] if "error" in line else f"{line['value']:.4g} {line['unit']}"


def _bench(results):
    ours, theirs = results.of("bench ours"), results.of("bench theirs")
    rows = ["## Benchmarks", "", "| | lumbre | PyTorch | lumbre / PyTorch |", "| --- | --- | --- | --- |"]
    for name in [*(n for n in bench.FAULTS if n in ours), *bench.LINES]:
        a, b = ours.get(name), theirs.get(name)
        both = a and b and "error" not in a and "error" not in b
        ratio = f"{a['value'] / b['value']:.2f}" if both else ""
        rows.append(f"| {name.replace('_', ' ').strip()} | {_measured(a)} | {_measured(b)} | {ratio} |")
    return rows


def _checks(results):
    rows = ["## First contact", ""]
    for name, line in results.of("checks").items():
        rows.append(f"- {name.replace('_', ' ')}: " + ("**" + line["error"] + "**" if "error" in line else line.get("value") or "good"))
    return rows


def _compared(name, ours, theirs):
    for who, line in (("lumbre", ours), ("PyTorch", theirs)):
        if line is None or "error" in line:
            return f"{who}: {'not reached' if line is None else line['error'][:160]}"
    return numbers_of.compare(name, ours, theirs)


def _numbers(results):
    ours, theirs = results.of("numbers ours"), results.of("numbers theirs")
    rows = ["## Numbers beside PyTorch's", ""]
    if not theirs:
        return rows + [f"PyTorch did not run; lumbre did {sum('error' not in v for v in ours.values())} of {len(ours)}."]
    return rows + [f"- {n}: {_compared(n, ours.get(n), theirs.get(n))}" for n in numbers_of.ITEMS if n in ours or n in theirs]


def _tests(results):
    rows = ["## Tests", ""]
    for name, line in results.of("tests").items():
        what = line.get("error") or line.get("absent") or f"{line['passed']} passed, {line['failed']} failed, {line['skipped']} skipped"
        rows.append(f"- {name}: {what}")
        rows += [f"  - {f}" for f in line.get("failures", [])]
    return rows


def _ops(results):
    lines = results.of("ops")
    good = [n for n, v in lines.items() if v.get("ok")]
    rows = ["## Ops", "", f"{len(good)} of {len(lines)} rows of the case table agree with the CPU. The others:", ""]
    return rows + [f"- `{n}`: {v.get('absent') or 'WRONG: ' + v['error']}" for n, v in lines.items() if not v.get("ok")]


PAGES = {"checks": _checks, "bench": _bench, "numbers": _numbers, "tests": _tests, "ops": _ops}


def text(results, date):
    first = results.of("checks").get("driver", {}).get("value", "no GPU was found")
    out = [f"# {first}", "", f"{date}", ""]
    for page in PAGES.values():
        out += [*page(results), ""]
    broken = [f"- {n}: {v['error']}" for n, v in results.of("run").items() if "error" in v]
    return "\n".join([*out, *broken]).rstrip() + "\n"


def _lines(results, part):
    return [line for line in results.lines if line["part"].split()[0] == part]


def summary(results, part):
    lines = _lines(results, part)
    bad = [line for line in lines if "error" in line or line.get("failed")]
    return f"{len(lines)} results, {len(bad)} of them errors"


def good(results):
    """Whether nothing of ours went wrong; what PyTorch could not do does not count."""
    return not any(("error" in x or x.get("failed")) and not x["part"].endswith(" theirs") for x in results.lines)
