"""How a note refers to the place of a sentence: sender, title, date, Kamerstuk, page, id, address.

Source of the form of a Kamerstuk: Leidraad voor juridische auteurs (2022), chapter on Kamerstukken: chamber, session,
dossier, number, page ("Kamerstukken II 2020/21, 35334, nr. 331, p. 3").
"""

import re
from typing import Final

from policytext.export.brief.language import Language, date_words
from policytext.export.brief.wording import sender_words
from policytext.query.brief.positions import sender
from policytext.store import DocumentRecord, Located

#: Papers of parliament are on the official site from this session and from this dossier on.
_FIRST_DOSSIER, _FIRST_SESSION = 20000, 1994
_ADDRESS: Final = "https://zoek.officielebekendmakingen.nl/kst-{}.html"
_OFFICE: Final = ("wordprocessingml", "opendocument.text")
_WEB: Final = re.compile(r"https?://[^\s<>\"'\\]+\Z", re.IGNORECASE)


def reference(record: Located, language: Language, first: int | None = None) -> str:
    """Where a sentence stands, with its id; short where note `first` names the document in full."""
    document = record.document
    if first is None:
        name = sender_words(sender(document), language)
        facts = [name, document.title, date_words(document.date, language), kamerstuk(document)]
    else:
        name = sender_words(sender(document), language, document.title)
        facts = [f"{name} ({language.see_note.format(first)})"]
    facts.append(place(record, language))
    return f"{', '.join(fact for fact in facts if fact)} [{record.id}]"


def place(record: Located, language: Language) -> str:
    """Page (as printed where that is another), or line or paragraph of the file."""
    if record.page is not None:
        label = record.page_label if record.page_label not in (None, str(record.page)) else None
        return language.page.format(record.page) + (f" ({language.printed.format(label)})" if label else "")
    if record.line is None:
        return ""
    is_office = any(name in record.document.media_type for name in _OFFICE)
    return (language.paragraph if is_office else language.line).format(record.line)


def kamerstuk(document: DocumentRecord) -> str | None:
    """A paper of parliament as official sources cite it; None for other documents."""
    metadata = document.metadata
    if metadata.dossier is None or metadata.number is None:
        return None
    chamber = "I" if metadata.number.isalpha() else "II"
    session = metadata.session_year or ""
    years = f" {session[:5].replace('-', '/')}{session[-2:]}" if re.fullmatch(r"\d{4}-\d{4}", session) else ""
    name = "" if metadata.number.isalpha() else "nr. "
    return f"Kamerstukken {chamber}{years}, {metadata.dossier}, {name}{metadata.number}"


def address(document: DocumentRecord) -> str | None:
    """The public address of a document: its own, or the one that follows from its number in a dossier."""
    metadata = document.metadata
    if metadata.address is not None and _WEB.match(metadata.address):
        return metadata.address
    if metadata.dossier is None or metadata.number is None:
        return None
    is_old = (
        not re.match(r"\d{5}", metadata.dossier)
        or int(metadata.dossier[:5]) < _FIRST_DOSSIER
        or (metadata.session_year is not None and int(metadata.session_year[:4]) < _FIRST_SESSION)
    )
    is_of_kingdom = re.search(r"-R\d", metadata.dossier) is not None  # filed under another number
    return None if is_old or is_of_kingdom else _ADDRESS.format(f"{metadata.dossier}-{metadata.number}")
