"""Letting hours or days pass in a conversation, without waiting: its events in the tracker store are made older."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path


def make_older(database: Path, sender: str, hours: float) -> None:
    """Move all that was said and done in a conversation so many hours into the past.

    The last event also gets a new number, by which the Rasa server sees that what it has in memory is out of date.
    """
    with sqlite3.connect(database, timeout=30) as connection:
        rows = connection.execute("SELECT id, timestamp, data FROM events WHERE sender_id = ? ORDER BY id", (sender,)).fetchall()
        for number, timestamp, data in rows:
            event = json.loads(data)
            event["timestamp"] -= hours * 3600
            values = (timestamp - hours * 3600, json.dumps(event), number)
            connection.execute("UPDATE events SET timestamp = ?, data = ? WHERE id = ?", values)
        (newest,) = connection.execute("SELECT max(id) FROM events").fetchone()
        connection.execute("UPDATE events SET id = ? WHERE id = ?", (newest + 1, rows[-1][0]))
    connection.close()
