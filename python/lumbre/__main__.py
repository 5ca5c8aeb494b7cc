"""The command line: ``python -m lumbre run ...``."""

import sys


def main(argv):
    """Dispatch the subcommand."""
    from . import _run

    if argv and argv[0] == "run":
        return _run.run(argv[1:])
    print(_run._USAGE, file=sys.stderr if argv else sys.stdout)
    return 2 if argv and argv[0] not in ("-h", "--help") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
