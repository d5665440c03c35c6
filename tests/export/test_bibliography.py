"""References for reference managers: read back by the parsers of other projects, nothing is lost or changed."""

import warnings
from dataclasses import replace

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from reference_parsers import assert_nothing_is_lost, read_bibtex

from policytext.export.bibliography.bibtex import bibtex_lines
from policytext.export.bibliography.csl import csl_item, csl_lines
from policytext.export.bibliography.entry import Entry, clean
from policytext.export.bibliography.ris import ris_lines
from policytext.query.author_names import AuthorName, parse_name
from policytext.types.vocabulary import WorkKind

ENTRY = Entry(
    id="work:0123456789abcdef",
    key="sluijs2018-0123456789abcdef",
    kind=WorkKind.REPORT,
    authors=(
        AuthorName("Sluijs", "J.", "van der"),
        AuthorName("Hooft", "G.", "'t"),
        AuthorName(literal="Ministerie van Volksgezondheid, Welzijn en Sport"),
        AuthorName("Vries", None, "de"),
    ),
    others=True,
    title="Zorg & wonen: 100% {gemengd}",
    container="",
    issued=(2018, 5, 25),
    accessed=(2020, 9, 12),
    url="https://www.planbureau-zuid.example/zorg?a=1&b=50%25;c_d~e#p",
    doi="10.1017/can.2021.15",
    isbn="9789088031144",
    issn="",
    number="31839-290",
    authority="Tweede Kamer",
    note="policytext work:0123456789abcdef | aangehaald in VNG, De staat, 2019, p. 3, [0a1b2c3d:c1]: Sluijs (2018)",
)


def files(entries: list[Entry]) -> tuple[str, str, str]:
    """The three files as the command writes them."""
    return tuple("".join(line + "\n" for line in lines(entries)) for lines in (csl_lines, bibtex_lines, ris_lines))  # type: ignore[return-value]


def test_nothing_is_lost() -> None:
    assert_nothing_is_lost(
        [ENTRY, replace(ENTRY, key="ander-1", kind=WorkKind.BILL)],
        *files([ENTRY, replace(ENTRY, key="ander-1", kind=WorkKind.BILL)]),
    )


@pytest.mark.parametrize("kind", list(WorkKind))
def test_every_kind_of_work_is_written_and_read(kind: WorkKind) -> None:
    entry = replace(ENTRY, kind=kind)
    assert_nothing_is_lost([entry], *files([entry]))


HOSTILE = [
    "a { b",
    "} a {",
    "{{dubbel}} en {enkel}",
    r"\input{geheim} \ \\ \end{document}",
    "100 % zeker & 50 $ # _ ~ ^",
    "regel\neen\r\ntwee\ttab",
    "TY  - BOOK\nER  - ",
    "hij zei \"ja\" en 'nee' en “misschien”",
    "@article{x, title = {y}}",
    "@ begin",
    "nul\0teken\x1b[31m",
    "\u202eomgekeerd\u202c en \u05e9\u05dc\u05d5\u05dd",
    "--- ''aanhaling'' ``terug`` ?` !` << >> ,,",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏘️ é e\u0301 ĳ ŀ",
    "\ud800 los",
    "</title><script>alert(1)</script> &amp;",
    "= 1 + 1 , x = {y}",
    "and",
    "  spaties   rondom  ",
    "\u2028regel\u2029alinea\x85\x0b\x0c",
    "\ufffe\uffff",
    "%",
    "\\",
    "~" * 40,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_is(text: str) -> None:
    held = clean(text)
    body = AuthorName(literal=clean(f"Raad and {text}, en Cie"))
    person = AuthorName(clean(f"Vis {text}"), "A.", "van")
    entry = replace(ENTRY, title=held, note=held, number=held, container=held, authors=(body, person))
    if entry.title:
        assert_nothing_is_lost([entry], *files([entry]))


_TEXTS = st.text(max_size=60).map(clean)
_SIGNS = st.text(alphabet="{}\\%&$#_~^\"'`-,@=<>!?| andAND\n\0\r\té", max_size=40).map(clean)
_ANY = st.one_of(_TEXTS, _SIGNS, st.sampled_from(HOSTILE).map(clean))
_DATES = st.one_of(
    st.just(()),
    st.tuples(st.integers(1800, 2099)),
    st.tuples(st.integers(1800, 2099), st.integers(1, 12)),
    st.tuples(st.integers(1800, 2099), st.integers(1, 12), st.integers(1, 31)),
)
_NAMES = st.one_of(
    _ANY.filter(bool).map(lambda text: AuthorName(literal=text)),
    st.builds(
        AuthorName,
        _ANY.filter(bool).map(lambda text: f"Vis {text}".strip()),
        st.sampled_from(["A.", "J.W.", "Anna", None]),
        st.sampled_from(["van der", "de", "'t", "van 't", "ten", None]),
    ),
)
_URLS = st.text(alphabet="abc/?&=%;#_~-.,:()", max_size=30).map(lambda path: "https://a.example/" + path)


@given(
    st.builds(
        replace,
        st.just(ENTRY),
        kind=st.sampled_from(list(WorkKind)),
        authors=st.lists(_NAMES, max_size=3).map(tuple),
        others=st.booleans(),
        title=_ANY,
        container=_ANY,
        number=_ANY,
        note=_ANY,
        issued=_DATES,
        accessed=_DATES,
        url=_URLS,
    )
)
def test_any_entry_comes_back_as_it_is(entry: Entry) -> None:
    """Whatever a document holds, no field is lost or changed by the way through another project's parser."""
    assert_nothing_is_lost([entry], *files([entry]))


@given(st.text())
def test_clean_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    held = clean(text)
    assert held == clean(held)
    assert held == " ".join(held.split())
    assert held.encode("utf-8").decode("utf-8") == held
    assert not any(ord(character) < 32 for character in held)


@given(st.text(max_size=80))
def test_any_name_can_be_parted(text: str) -> None:
    name = parse_name(text)
    assert (name.literal is None) != (name.family is None) or not text.strip()
    assert name.family is None or name.family.strip()


def test_bibtex_entries_have_keys_that_differ() -> None:
    text = files([replace(ENTRY, key=f"sleutel-{number}") for number in range(3)])[1]
    assert [fields["key"] for fields in read_bibtex(text)] == ["sleutel-0", "sleutel-1", "sleutel-2"]


def test_no_entries_are_valid_files() -> None:
    assert_nothing_is_lost([], *files([]))


@pytest.mark.parametrize("kind", list(WorkKind))
@pytest.mark.parametrize(
    ("author", "shown"),
    [
        pytest.param(ENTRY.authors[0], "van der Sluijs, J.", id="particle"),
        pytest.param(ENTRY.authors[1], "'t Hooft, G.", id="apostrophe"),
        pytest.param(ENTRY.authors[2], "Ministerie van Volksgezondheid, Welzijn en Sport", id="body"),
    ],
)
def test_citation_processor_renders_every_kind(kind: WorkKind, author: AuthorName, shown: str) -> None:
    """citeproc-py renders an item in an author-date style, with the particle where Dutch has it and the body whole."""
    item = csl_item(replace(ENTRY, kind=kind, authors=(author,)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of citeproc-py, on fields that it does not know
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem(ENTRY.id)]))
        (line,) = (str(line).replace("’", "'") for line in bibliography.bibliography())
    assert line.startswith(f"{shown} (2018) ")
    assert "gemengd" in line
