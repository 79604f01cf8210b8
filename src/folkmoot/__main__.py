"""``python -m folkmoot`` is the ``folkmoot`` command."""

from __future__ import annotations

import sys

from folkmoot.cli import main

if __name__ == "__main__":
    sys.exit(main())
