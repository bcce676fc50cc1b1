"""A PostgreSQL database of its own for a test, dropped afterwards. CREDWISE_TEST_POSTGRES names another server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy.engine import make_url

SERVER = os.environ.get("CREDWISE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@contextmanager
def postgres_database() -> Iterator[str]:
    """The SQLAlchemy address of a new, empty database."""
    server, name = make_url(SERVER), f"credwise_test_{uuid.uuid4().hex[:12]}"
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = psycopg.connect(address, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        pytest.skip(f"there is no PostgreSQL at {server.host}:{server.port}: {str(error).splitlines()[0]}")
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
