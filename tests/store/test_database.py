"""The two databases behave alike."""

from sqlalchemy import insert, select

from app.store.tables import ThemeRow

A_THEME = {"id": "health", "label": "Health", "scope": "Pandemics and medicines.", "cap": [3], "sdgs": [3]}


def test_what_is_written_is_there_for_the_next_reader(database):
    with database.writing() as connection:
        connection.execute(insert(ThemeRow), [A_THEME])
    with database.reading() as connection:
        row = connection.execute(select(ThemeRow.__table__)).one()
    assert row._asdict() == A_THEME
