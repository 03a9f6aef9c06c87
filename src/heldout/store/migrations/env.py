"""Runs migrations on the connection that `heldout.store.upgrade` opened, or on `-x url=…`.

The second is for authors of migrations, who call Alembic from the command line.
"""

from typing import Literal

import sqlalchemy
from alembic import context
from sqlalchemy import Connection

from heldout.store.tables import METADATA, Moment


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Our types by what they are made of, since a migration imports nothing of Heldout."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def run(connection: Connection) -> None:
    """Runs the migrations that Alembic asks for, inside the transaction of the caller."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_item=render_item,
        render_as_batch=True,  # SQLite changes a column only by copying its table
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Finds the connection and runs."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    engine = sqlalchemy.create_engine(context.get_x_argument(as_dictionary=True)["url"])
    with engine.begin() as connection:
        run(connection)
    engine.dispose()


main()
