"""Reading what the first pages need before anybody asks, at the start and after each new release."""

from __future__ import annotations

import logging
import threading

import flask

from claimgraph.errors import ClaimGraphError
from claimgraph.server import backend, overview
from claimgraph.server.review import pages as review

log = logging.getLogger(__name__)


def start_warming(app: flask.Flask) -> threading.Thread:
    """Start a thread that prepares the overview and the review of each release; it ends with the process."""
    thread = threading.Thread(target=_follow, args=(app,), name="warming", daemon=True)
    thread.start()
    return thread


def _follow(app: flask.Flask) -> None:
    warmed, pause = "", threading.Event()
    with app.app_context():
        here = backend.here()
        while not pause.wait(here.options.poll):
            if here.release != warmed:
                warmed = here.release
                _warm()


def _warm() -> None:
    for name, prepare in (("overview", overview.prepare), ("review", review.prepare)):
        try:
            prepare()
        except (ClaimGraphError, ConnectionError) as error:
            log.warning("the %s could not be prepared (%s); the first visitor waits for it", name, error)
