from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from app.database import create_database_engine, is_reachable


def test_migrations_make_the_tables_that_the_classes_describe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("<<prefix>>_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/test.db")
    configuration = Config("alembic.ini")
    command.upgrade(configuration, "head")
    command.check(configuration)


async def test_tells_whether_the_database_answers(tmp_path: Path) -> None:
    engine = create_database_engine(f"sqlite+aiosqlite:///{tmp_path}/test.db")
    assert await is_reachable(engine)
    await engine.dispose()
    assert not await is_reachable(create_database_engine(f"sqlite+aiosqlite:///{tmp_path}/no/test.db"))
