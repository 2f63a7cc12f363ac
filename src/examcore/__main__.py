"""``python -m examcore``: the same as the command ``examcore``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
