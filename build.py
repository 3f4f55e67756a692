"""The project's command line: `python build.py --help`. The work is in iplearn/."""

import sys

from iplearn.shell.cli import main

if __name__ == "__main__":
    sys.exit(main())
