"""The `ocop` command: one parser, one module for each group of sub-commands."""

import argparse
import importlib
import sys
from collections.abc import Sequence

# Each module has `add_commands(subparsers)`; a command is a function `(args) -> exit status`.
COMMAND_MODULES = (
    "ocop.cli.law",
    "ocop.cli.places",
    "ocop.cli.audit",
    "ocop.cli.verify",
    "ocop.cli.keys",
    "ocop.cli.server",
    "ocop.cli.people",
    "ocop.cli.demo",
    "ocop.cli.importing",
    "ocop.cli.exporting",
)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every sub-command; a command's function is `args.run`."""
    parser = argparse.ArgumentParser(prog="ocop", description="Sổ OCOP trên dòng lệnh.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name in COMMAND_MODULES:
        importlib.import_module(name).add_commands(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; returns its exit status (0 is success)."""
    args = build_parser().parse_args(argv)
    return args.run(args)


if __name__ == "__main__":
    sys.exit(main())
