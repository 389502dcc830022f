"""`python -m tests.house.tables`: writes every generated document again.

Why here: `make tables` calls it. Next: settings.py, one such document.
"""

from tests.house.checkout import ROOT
from tests.house.tables import tables

if __name__ == "__main__":
    for table in tables():
        path, text = ROOT / table.document, table.render()
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {table.document}")
