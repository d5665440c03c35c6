"""Publications by number: DOI and ISBN.

Canonical forms: "doi:10.1234/abc" in lower case (DOI Handbook, 2.4: names do not differ by case), "ISBN 9789012345675"
without hyphens, only where the check digit is right (ISBN Users' Manual, section 4).
"""

import re
from collections.abc import Iterator

from policytext.citations.fields import DOI, trim_url
from policytext.citations.official.reference import Official, named
from policytext.types.spans import Span

_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s?((?:97[89][- ]?)?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?[\dXx])(?![\d-])")


def iter_publications(text: str, start: int, end: int) -> Iterator[Official]:
    """Publications between two positions, not in order; a DOI in a web address too."""
    for match in DOI.finditer(text, start, end):
        name = trim_url(match.group(1))
        yield doi(name, Span(match.start(), match.start(1) + len(name)))
    for match in _ISBN.finditer(text, start, end):
        number = re.sub(r"[- ]", "", match.group(1)).upper()
        if is_isbn(number):
            yield Official(f"ISBN {number}", Span(*match.span()), None, named(("isbn", number)))


def doi(name: str, span: Span) -> Official:
    """A publication by the name that its DOI gives it ("10.1234/abc")."""
    name = name.lower()
    return Official(f"doi:{name}", span, None, named(("doi", name)), f"https://doi.org/{name}")


def is_isbn(number: str) -> bool:
    """Whether ten or thirteen signs have the right check digit."""
    if re.fullmatch(r"\d{13}", number):
        return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", number):
        values = [10 if digit == "X" else int(digit) for digit in number]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    return False
