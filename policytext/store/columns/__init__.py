"""The index by columns: what a search of a large index looks at, as arrays in files that are mapped into memory.

SQLite holds records by row, which is right for what is shown of a hit and slow for what is asked of a million
sentences: which ones a filter leaves, which have a word, how they rank. These arrays hold just that. They are made from
the database, never change, and are thrown away with the state that they were made from (docs/adr/0027):

    columns/<fingerprint>/      of one state of the database; a folder with that name is whole

Positions in them number all sentences of the index in order of document and text.
"""

from policytext.store.columns.building import Filling, build, forget_others
from policytext.store.columns.opened import COLUMNS_FROM, FOLDER_NAME, Columns, corrections, find, fingerprint

__all__ = [
    "COLUMNS_FROM",
    "FOLDER_NAME",
    "Columns",
    "Filling",
    "build",
    "corrections",
    "find",
    "fingerprint",
    "forget_others",
]
