"""The process that reads one PDF: little memory, little time, no secrets of the installation.

Standard input: the PDF. Arguments: the folder of roots, seconds of processor time, bytes of memory,
the moment. Standard output: the reading as JSON.
"""

import dataclasses
import datetime as dt
import json
import logging
import resource
import sys

BAD_ROOTS = 3


def main(arguments: list[str]) -> None:
    """Set the limits first, then load the libraries and read."""
    folder, seconds, memory, now = arguments
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    from ocop.files.pdf_signatures.reading import read_signatures, roots_in

    try:
        roots = roots_in(folder)
    except (OSError, ValueError):
        sys.exit(BAD_ROOTS)
    reading = read_signatures(sys.stdin.buffer.read(), roots, dt.datetime.fromisoformat(now))
    sys.stdout.write(json.dumps(dataclasses.asdict(reading)))


if __name__ == "__main__":
    main(sys.argv[1:])
