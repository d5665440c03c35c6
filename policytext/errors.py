"""One tree of errors, each with the exit code of the command line and a hint that names the remedy.

PolicytextError
├── InputError (3)
│   ├── UnreadableDocument
│   ├── EmptyDocument
│   └── UnsupportedFormat
├── NothingToIngest (3)
├── IndexStateError (4)
│   ├── IndexMissing
│   ├── IndexLocked
│   ├── ModelMismatch
│   └── SchemaTooNew
├── NotFound (5)
├── ModelMissing (7)
├── ConfigError (2)
└── IntegrityError (8)

Other exit codes: 0 done (also when nothing was found), 1 a bug, 2 wrong usage, 6 finished with documents that failed,
130 interrupted.
"""

from typing import ClassVar

FINISHED_WITH_FAILURES = 6


class PolicytextError(Exception):
    """Base of every error that a user can cause or mend.

    `hint` says in one line what to do; a class default is used unless the raiser knows better.
    """

    exit_code: ClassVar[int] = 1
    default_hint: ClassVar[str] = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.default_hint if hint is None else hint


class InputError(PolicytextError):
    """A document cannot be used."""

    exit_code = 3


class UnreadableDocument(InputError):
    """The file cannot be opened or decoded."""

    default_hint = "check that the file opens in its own program, then ingest it again"


class EmptyDocument(InputError):
    """The file holds no text."""

    default_hint = "check that the file holds text, or pictures of text"


class UnsupportedFormat(InputError):
    """No reader knows the format."""

    default_hint = "convert the file to PDF, DOCX, HTML or text"


class NothingToIngest(InputError):
    """A path holds no document at all."""

    default_hint = "name files or folders with documents: PDF, DOCX, ODT, HTML, XML, Markdown or text"


class IndexStateError(PolicytextError):
    """The index cannot be used as it is."""

    exit_code = 4


class IndexMissing(IndexStateError):
    """There is no index at the place that was named."""

    default_hint = "make one with: policytext ingest PATH --index DIR"


class IndexLocked(IndexStateError):
    """Another process is writing to the index."""

    default_hint = "wait until the other ingest has ended and try again"


class ModelMismatch(IndexStateError):
    """The index was made with another embedding model."""

    default_hint = "name the model of the index with --model, or make a new index"


class SchemaTooNew(IndexStateError):
    """The index was written by a newer version."""

    default_hint = "upgrade policytext: pip install --upgrade policytext"


class NotFound(PolicytextError):
    """A document, sentence or statement that was named does not exist."""

    exit_code = 5
    default_hint = "list what there is with: policytext documents"


class ModelMissing(PolicytextError):
    """A model or an optional part is not installed."""

    exit_code = 7


class ConfigError(PolicytextError):
    """A setting or a manifest is wrong."""

    exit_code = 2


class IntegrityError(PolicytextError):
    """The index contradicts itself."""

    exit_code = 8
    default_hint = "rebuild what is derived with: policytext index rebuild"
