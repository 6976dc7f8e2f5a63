"""Directed events: who does what to whom, according to whom, by rules that an analyst can read and edit."""

from waijiao.events.coding import code_events
from waijiao.events.explain import explain_event
from waijiao.events.knowledge import read_event_lexicon
from waijiao.events.repeats import find_repeats

__all__ = ["code_events", "explain_event", "find_repeats", "read_event_lexicon"]
