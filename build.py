"""The project's command line: `python build.py --help`. The work is in iplearn/."""

import gc
import sys

from iplearn.shell.cli import main

if __name__ == "__main__":
    code = main()
    gc.freeze()  # The process ends: searching all of a large site for circles once more would take seconds.
    sys.exit(code)
