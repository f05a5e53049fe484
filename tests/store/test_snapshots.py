"""Whatever table there is, somebody has decided whether it is copied."""

from app.store.snapshots import COPIED, KEPT_BACK
from app.store.tables import METADATA


def test_every_table_is_copied_or_kept_back() -> None:
    decided = [row_type.__tablename__ for row_type in (*COPIED, *KEPT_BACK)]
    assert sorted(decided) == sorted(METADATA.tables)
