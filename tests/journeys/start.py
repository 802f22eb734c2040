"""What every journey begins with: its words on the command line, and how it ends.

usage: python3 tests/journeys/NAME_journey.py HUIBIAO [EVENT]
HUIBIAO is the program, EVENT a bundle (the sample of 高坪镇 where it is not given).
"""
import os
import sys

import kiosk

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def words():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    event = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "assets", "events", "gaoping")
    return [os.path.abspath(sys.argv[1])], event


def check(true, what):
    if not true:
        raise kiosk.Failed(what)


def run(journey):
    """Runs it; its failure is one line that says what was expected."""
    try:
        journey(*words())
    except kiosk.Failed as failed:
        sys.exit(f"FAILED: {failed}")
    print("done: " + os.path.basename(sys.argv[0]))
