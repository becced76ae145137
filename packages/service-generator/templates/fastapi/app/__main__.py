"""Uvicorn, ending with exit code 0 where SIGTERM has stopped it."""

import signal
import sys

import uvicorn

# Once it has shut down gracefully, Uvicorn raises the signal again: without this the process would end by it.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

uvicorn.main(["app:app", *sys.argv[1:]])
