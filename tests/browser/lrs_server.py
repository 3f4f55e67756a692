"""Ralph on 127.0.0.1, run by the Python of .venv-lrs: `python lrs_server.py PORT`. Settings come as RALPH_… variables.

Its file back end creates its file at the first write and refuses the second unless told to append.
"""

from __future__ import annotations

import sys

import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND

if __name__ == "__main__":
    uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
