"""Saved questions: what documents that came since the last run say on them.

`model` has the questions and what is told, `looking` finds what new documents say on a question of each kind, `running`
tells what is new from what was told before. Where questions are kept: `store.watches`.
"""

from policytext.query.watching.model import Event, EventKind, Watch, WatchKind
from policytext.query.watching.running import Ran, run_watch

__all__ = ["Event", "EventKind", "Ran", "Watch", "WatchKind", "run_watch"]
