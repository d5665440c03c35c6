"""Options that several commands share, so that they are spelled and explained alike everywhere."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policytext.types.served import ServedFolder, ServerAddress
from policytext.types.vocabulary import DocumentKind, LayoutMode, OcrMode, StatementKind, Strength

if TYPE_CHECKING:
    from policytext.readers.options import ReadOptions

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_INDEX = Path("index")

#: What a user may write for a kind of statement: the Dutch words that the output shows, or the stored value.
STATEMENT_KINDS = {
    "claim": StatementKind.CLAIM,
    "aanbeveling": StatementKind.RECOMMENDATION,
    "recommendation": StatementKind.RECOMMENDATION,
    "toezegging": StatementKind.COMMITMENT,
    "commitment": StatementKind.COMMITMENT,
}

#: What a user may write for the strength of a recommendation, likewise.
STRENGTHS = {
    "must": Strength.MUST,
    "moet": Strength.MUST,
    "should": Strength.SHOULD,
    "zou-moeten": Strength.SHOULD,
    "could": Strength.COULD,
    "kan": Strength.COULD,
}

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


class PartialDate(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest Click
    """An ISO date, month or year: 2021-05-25, 2021-05 or 2021."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself if it is a date; a usage error otherwise."""
        if not _DATE.match(str(value)):
            self.fail(f"{value!r} is not a date; write 2021-05-25, 2021-05 or 2021", param, ctx)
        return str(value)


class IndexPlace(click.Path):
    """The folder of an index, or the address of a server with its vectors; see `index_option`."""

    name = "folder or address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; with an address the folder of the store, as a `ServedFolder`."""
        if not str(value).startswith(("http://", "https://")):
            folder = super().convert(value, param, ctx)
            if ctx is not None:
                ctx.meta[INDEX] = folder
            return folder
        try:
            server = ServerAddress.parse(str(value))
        except ValueError as error:
            self.fail(f"{value!r} is no address: {error}", param, ctx)
        store = None if ctx is None else ctx.meta.get(_STORE)
        if store is None:
            self.fail("a server holds vectors only: name the folder of the records with --store", param, ctx)
        if ctx is not None:
            ctx.meta[INDEX] = store
        return ServedFolder.of(store, server)


_STORE = "policytext.store"
#: Where the context of Click keeps the folder that a command was given, for what is told of errors.
INDEX = "policytext.index"


def index_option(command: Command) -> Command:
    """Add `--index` and, for an index with its vectors on a server, `--store`; the command gets `index_folder`."""
    for option in reversed(
        (
            click.option(
                "--index",
                "index_folder",
                type=IndexPlace(file_okay=False, path_type=Path),
                default=DEFAULT_INDEX,
                envvar="POLICYTEXT_INDEX",
                show_default=True,
                show_envvar=True,
                help="Folder of the index, or http://HOST:PORT of a Chroma server with its vectors.",
            ),
            click.option(
                "--store",
                type=click.Path(file_okay=False, path_type=Path),
                envvar="POLICYTEXT_STORE",
                show_envvar=True,
                expose_value=False,
                is_eager=True,  # --index is read with it
                callback=lambda ctx, _, value: ctx.meta.__setitem__(_STORE, value),
                help="Folder of the records, where --index is a server.",
            ),
        )
    ):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def reading_options(command: Command) -> Command:
    """Add what a user can choose about how files are read; `reading` makes an object of it."""
    for option in reversed(
        (
            click.option(
                "--ocr",
                type=click.Choice([str(mode) for mode in OcrMode]),
                default=str(OcrMode.AUTO),
                show_default=True,
                help="Recognise text in pictures of pages: where there is no usable text, never, on every page.",
            ),
            click.option(
                "--ocr-lang",
                "ocr_languages",
                default="nld",
                show_default=True,
                help="Languages to recognise, in the codes of Tesseract: nld+eng.",
            ),
            click.option(
                "--layout",
                type=click.Choice([str(mode) for mode in LayoutMode]),
                default=str(LayoutMode.AUTO),
                show_default=True,
                help="Tell the parts of pages apart by geometry, by the slower layout model, or by it where needed.",
            ),
        )
    ):
        command = option(command)
    return command


def reading(ocr: str, ocr_languages: str, layout: str) -> "ReadOptions":
    """The choices of `reading_options` as an object."""
    from policytext.readers.options import ReadOptions

    return ReadOptions(OcrMode(ocr), ocr_languages, LayoutMode(layout))


_organisation = click.option(
    "--organisation", "-o", multiple=True, help="Only documents of this organisation (part of)."
)
_date_from = click.option(
    "--from", "--since", "date_from", type=PartialDate(), help="Only documents dated from this day on."
)
_date_to = click.option(
    "--to", "--until", "date_to", type=PartialDate(), help="Only documents dated up to this day, included."
)
_document_kind = click.option(
    "--document-kind",
    type=click.Choice([str(kind) for kind in DocumentKind]),
    multiple=True,
    help="Only documents of this kind.",
)


def filter_options(command: Command) -> Command:
    """Add the filters of queries: organisation, kinds, dates, documents."""
    for option in reversed(
        (
            _organisation,
            click.option(
                "--kind",
                "-k",
                type=click.Choice(list(STATEMENT_KINDS)),
                multiple=True,
                help="Only statements of this kind.",
            ),
            _date_from,
            _date_to,
            click.option("--author", multiple=True, help="Only documents by this person (part of the name)."),
            click.option("--addressee", multiple=True, help="Only documents to this one (part of the name)."),
            click.option("--document", "-d", multiple=True, help="Only this document: id, file name or title."),
            _document_kind,
        )
    ):
        command = option(command)
    return command


def comparing_options(command: Command) -> Command:
    """Add the filters of commands that compare documents; `filters.filters_of_documents` makes an object of them.

    A command has its own `--document`, which means something else to each.
    """
    for option in reversed((_organisation, _date_from, _date_to, _document_kind)):
        command = option(command)
    return command


def statement_options(command: Command) -> Command:
    """Add the filters on what a statement says; `filters.having_from` makes an object of them."""
    for option in reversed(
        (
            click.option(
                "--actor",
                "-a",
                "actors",
                multiple=True,
                help="Only where this one is to act (begin of a word); - for nobody.",
            ),
            click.option(
                "--strength",
                type=click.Choice(list(STRENGTHS)),
                multiple=True,
                help="Only recommendations this strong.",
            ),
            click.option(
                "--holder",
                "holders",
                multiple=True,
                help="Only what this other is reported to hold (begin of a word).",
            ),
            click.option(
                "--own/--reported",
                "own",
                default=None,
                help="Only the documents' own statements, or only what they report.",
            ),
            click.option(
                "--with-figure/--without-figure",
                "figure",
                default=None,
                help="Only with a number, or only without.",
            ),
            click.option(
                "--with-source/--without-source",
                "source",
                default=None,
                help="Only with a cited source, or only without.",
            ),
            click.option("--section", help="Only under a heading with these words."),
            click.option(
                "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only at least this sure, 0 to 1."
            ),
            click.option("--main", is_flag=True, help="Only main claims of a document or a section."),
        )
    ):
        command = option(command)
    return command
