"""Generated documents say what the code says.

Why here: a table that is checked can be believed. Next: tables/.
"""

import pytest

from miri.config import Settings, variable
from tests.house.checkout import ROOT
from tests.house.tables import Table, tables


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.document)
def test_a_generated_document_is_up_to_date(table: Table):
    path = ROOT / table.document
    assert path.is_file(), "run make tables"
    assert path.read_text("utf-8") == table.render(), "run make tables"


def test_every_setting_is_on_the_page_with_its_meaning():
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for field, described in Settings.model_fields.items():
        assert described.description, field
        assert f"| `{variable(field)}` |" in page
