"""Why a publication does not take place."""

from __future__ import annotations


class PublicationRefused(Exception):
    """The data are not fit to be published, or the folder is not; the message says what to do."""


class AlreadyPublishing(Exception):
    """Another publication into the same folder is at work."""
