"""Events coded by PLOVER's types, with actors, recipients, place, date and status."""

from khabar.events.find import find_events
from khabar.events.seen import add_seen

__all__ = ["add_seen", "find_events"]
