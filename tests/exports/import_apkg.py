"""Imports FOLDER/deck.apkg twice into a new collection, with Anki's own library; prints what came of it as JSON."""

import json
import sys
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

folder = Path(sys.argv[1])
collection = Collection(str(folder / "collection.anki2"))
out = []
for _ in range(2):
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(folder / "deck.apkg"), options=ImportAnkiPackageOptions())).log
    out.append({"new": len(log.new), "notes": collection.note_count(), "cards": collection.card_count()})
collection.close()
print(json.dumps(out))
