"""`python -m builder` is the command `taizhang`."""

from builder.cli import main

main()
