"""`python -m folkmoot`, for where the `folkmoot` command is not on the path."""

from folkmoot.cli import main

raise SystemExit(main())
