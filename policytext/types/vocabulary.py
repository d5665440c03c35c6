"""The closed vocabularies of the data model.

Every value that appears in an export or in `--json` output is a member of one of these enums, so that a program that
reads the output can list what to expect. Values are stable: renaming one is a breaking change.
"""

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    SUBJECT = "subject"  # the "Onderwerp:"/"Betreft" line of a letter
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    BOX = "box"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    BIBLIOGRAPHY_ENTRY = "bibliography_entry"
    CONTENTS = "contents"
    COMMENT = "comment"  # a reader's comment below an article
    ADDRESS = "address"  # addressee, date, reference and colophon lines
    SALUTATION = "salutation"
    SIGNATURE = "signature"
    FURNITURE = "furniture"  # running heads, feet, page numbers

    @property
    def is_running_text(self) -> bool:
        """Whether the author argues here: the blocks in which statements are looked for."""
        return self in _RUNNING_TEXT


_RUNNING_TEXT = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.SUBJECT,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
        BlockKind.BOX,
        BlockKind.COMMENT,
    }
)


class ShapeKind(StrEnum):
    """What is drawn on a page, as far as it parts or frames text."""

    RULE = "rule"
    BOX = "box"


class OcrMode(StrEnum):
    """When text is recognised from the picture of a page."""

    AUTO = "auto"  # on pages without a usable text layer
    OFF = "off"
    FORCE = "force"  # on every page


class LayoutMode(StrEnum):
    """How the parts of a page are told apart."""

    AUTO = "auto"  # by geometry, and by the layout model on pages where geometry is not sure
    GEOMETRY = "geometry"
    MODEL = "model"


class DocumentKind(StrEnum):
    """Genre of a document, in the words that Dutch readers use."""

    BRIEF = "brief"
    KAMERBRIEF = "kamerbrief"
    RAPPORT = "rapport"
    ADVIES = "advies"
    ESSAY = "essay"
    ARTIKEL = "artikel"
    MOTIE = "motie"
    NOTITIE = "notitie"
    POSITION_PAPER = "position paper"
    NOTA = "nota"
    BESLUIT = "besluit"
    VERSLAG = "verslag"
    AKKOORD = "akkoord"
    PROGRAMMA = "programma"
    WETTEKST = "wettekst"
    KAMERVRAGEN = "kamervragen"
    UNKNOWN = "onbekend"


class DatePrecision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Origin(StrEnum):
    """Where a metadata value comes from; a stronger origin overrides a weaker one."""

    OPTION = "option"
    MANIFEST = "manifest"
    PUBLICATION = "official metadata"  # fields that an official publication carries for the purpose
    TEXT = "text"
    FILE = "file metadata"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    """The act that a statement performs (annotation guide of the gold standard)."""

    CLAIM = "claim"
    RECOMMENDATION = "recommendation"
    COMMITMENT = "commitment"


class Attribution(StrEnum):
    """Whether the document's author states it or gives it as somebody else's words."""

    OWN = "own"
    REPORTED = "reported"


class Strength(StrEnum):
    """Deontic strength of a recommendation."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class Bound(StrEnum):
    """How exactly a figure is given."""

    EXACT = "exact"
    ABOUT = "about"  # "zo'n", "circa", "bijna"
    AT_LEAST = "at least"  # "ruim", "minstens", "meer dan"
    AT_MOST = "at most"  # "hooguit", "minder dan"


class Aspect(StrEnum):
    """What about a statement a reason explains."""

    KIND = "kind"
    ATTRIBUTION = "attribution"
    ACTOR = "actor"
    STRENGTH = "strength"
    NEGATION = "negation"


class Unstated(StrEnum):
    """What a sentence is that makes no statement, as far as its place and its words tell."""

    BESIDE = "beside"  # notes, tables, addresses, running heads: no statements are looked for there
    LANGUAGE = "language"  # in a document that is not Dutch
    QUESTION = "question"
    HEADING = "heading"  # only names a subject
    DEFINITION = "definition"
    ABOUT_THE_TEXT = "about the text"  # says what the text does, or refers to a place of it
    NO_SENTENCE = "no sentence"  # without a verb that is known
    PLAIN = "plain"  # nothing but the judgement of the classifier tells


class Prominence(StrEnum):
    """How far a statement is what its document is about to say."""

    DOCUMENT = "document"  # a main claim of the document
    SECTION = "section"  # a main claim of its section


class MentionKind(StrEnum):
    """What a text names when it speaks of somebody who can act."""

    ORGANISATION = "organisation"  # one body: VNG, the government, the municipality of Utrecht
    OFFICE = "office"  # a function that a person holds: minister, burgemeester
    GROUP = "group"  # bodies or persons of a kind: gemeenten, wijkteams, huisartsen


class CitationForm(StrEnum):
    """How a document refers to a source."""

    FOOTNOTE = "footnote"
    BIBLIOGRAPHY = "bibliography"
    AUTHOR_YEAR = "author-year"
    LINK = "link"
    PRESS = "press"
    KAMERSTUK = "kamerstuk"
    LAW = "law"
    OTHER = "other"


class Resolution(StrEnum):
    """Outcome of looking a cited work up in the corpus; not resolved and ambiguous are results, never a guess."""

    RESOLVED = "resolved"
    NOT_RESOLVED = "not resolved"
    AMBIGUOUS = "ambiguous"


class RelationType(StrEnum):
    """How two statements relate, inside a document or across documents."""

    SUPPORT = "support"
    ATTACK = "attack"
    REPEATS = "repeats"
    PARAPHRASES = "paraphrases"
    SAME_FIGURE = "same_figure"
    SAME_SOURCE = "same_source"
    CONTRADICTS = "contradicts"


class Stance(StrEnum):
    """Position of a holder towards a proposition."""

    PRO = "pro"
    CONTRA = "contra"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Change(StrEnum):
    """What happened to a position between one document and the next."""

    SAME = "same"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    REVERSED = "reversed"
    NEW = "new"
    DROPPED = "dropped"
    FIGURE_CHANGED = "figure_changed"
    CONDITION_ADDED = "condition_added"
    CONDITION_REMOVED = "condition_removed"
    SCOPE_NARROWED = "scope_narrowed"
    SCOPE_WIDENED = "scope_widened"


class WorkKind(StrEnum):
    """What kind of work is cited, by the names of CSL 1.0.2, which reference managers know."""

    REPORT = "report"
    LEGISLATION = "legislation"  # acts, decrees, regulations of the European Union
    TREATY = "treaty"
    LEGAL_CASE = "legal_case"
    BILL = "bill"  # parliamentary papers: bills, motions, letters to parliament with a number
    HEARING = "hearing"  # proceedings of parliament
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    LETTER = "personal_communication"
    SPEECH = "speech"
    INTERVIEW = "interview"
    WEBPAGE = "webpage"
    DOCUMENT = "document"  # nothing tells what it is


class ReuseKind(StrEnum):
    """How a passage of one document comes back in another."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    SAME_FIGURE = "same_figure"
    SAME_SOURCE = "same_source"


class ReuseNature(StrEnum):
    """Why two documents have the same words."""

    REUSE = "reuse"  # one has them from the other, or both from the same hand
    STANDARD = "standard"  # words that many documents have: letters, decisions, forms, colophons
    COMMON_SOURCE = "common_source"  # both quote a third


class Credit(StrEnum):
    """Whether the later document says that it has a passage from the earlier one."""

    GIVEN = "given"  # it cites or names the earlier document at the passage
    ELSEWHERE = "elsewhere"  # it cites the earlier document, not here
    QUOTED = "quoted"  # in quotation marks, without a source
    OWN = "own"  # the same organisation
    NONE = "none"
    UNKNOWN = "unknown"  # it is not known which document is the earlier one
