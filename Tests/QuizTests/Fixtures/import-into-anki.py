#!/usr/bin/env python3
"""Imports the cards of `ibid export anki` by Anki's own library, and looks at what arrived.

A check to be run by hand, no part of the program or of its tests:
    pip install anki==26.9.3
    ibid export anki > cards.txt && python3 import-into-anki.py cards.txt
"""
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest

path = str(Path(sys.argv[1]).resolve())
lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
expected = {line.split("\t")[0]: line.split("\t") for line in lines}

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))

    def import_file():
        metadata = collection.get_csv_metadata(path=path, delimiter=None)
        return collection.import_csv(ImportCsvRequest(path=path, metadata=metadata))

    log = import_file().log
    assert len(log.new) == len(expected), (len(log.new), len(expected))
    assert not log.conflicting and not log.empty_first_field and not log.missing_notetype, log
    for guid, notetype, front, back, tags in expected.values():
        [identifier] = collection.db.list("select id from notes where guid = ?", guid)
        note = collection.get_note(identifier)
        assert note.note_type()["name"] == notetype, (guid, note.note_type()["name"])
        assert note.fields[:2] == [front, back], (guid, note.fields)
        assert set(note.tags) == set(tags.split()), (guid, note.tags)
        [card] = note.cards()
        assert collection.decks.name(card.did).startswith("ibid "), collection.decks.name(card.did)
        question, answer = card.question(), card.answer()
        assert "paragraph" in answer and "sentence" in answer, (guid, answer)
        if notetype == "Cloze":
            assert "[...]" in question, (guid, question)
    # Once more: every card is known by its guid, and none comes twice.
    again = import_file().log
    assert not again.new, again.new
    assert collection.note_count() == len(expected)
    print(f"{len(expected)} cards imported, none twice")
    collection.close()
