"""`python -m lib.cli`: the command line of the checkout one stands in."""

from lib.cli import main

main()
