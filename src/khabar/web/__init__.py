"""The reading room: a record file as pages for people, in Arabic and English, on this machine alone."""

from khabar.web.app import make_app

__all__ = ["make_app"]
