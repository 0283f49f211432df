"""Events coded by PLOVER's types, with actors, recipients, place, date and status."""

from khabar.events.find import find_events

__all__ = ["find_events"]
