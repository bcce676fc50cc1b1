"""Alembic's entry: runs on the connection that knowledge.store.database hands over. The tables may share a database with others."""

from alembic import context

from bot.console.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="console_version",
    include_name=lambda name, kind, parents: kind != "table" or name in metadata.tables,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
