"""What Alembic runs: the migrations of the tables in app.database, on the database that the settings name."""

import asyncio

from alembic import context
from app.database import Base, create_database_engine
from app.settings import Settings
from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


async def migrate_database() -> None:
    engine = create_database_engine(Settings().database_url)
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


if context.is_offline_mode():
    context.configure(url=Settings().database_url, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(migrate_database())
