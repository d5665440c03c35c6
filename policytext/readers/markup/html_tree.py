"""A page as a tree, also where its author left out or crossed tags.

Source: WHATWG HTML Living Standard, 13.1.2.4 (optional tags) and 13.2.6 (tree construction), of which this keeps what
decides where words stand: implied end tags, scopes of tables and lists, elements that are always empty. Formatting that
crosses blocks is not rebuilt.
"""

from collections import Counter

from policytext.lexicon import table
from policytext.readers.markup.html_tokens import Tag, tokenize
from policytext.readers.markup.markup_tree import Element, Words


def _names(column: str) -> frozenset[str]:
    return frozenset(row["element"] for row in table("html_elements") if row[column])


#: Elements that never hold anything.
VOID = _names("empty")
#: Elements that stand in a line of text.
INLINE = _names("inline")
#: Elements whose text is none of the document.
SILENT = _names("silent")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_IN_HEAD = _names("head")
# What ends an open element without its end tag: (names that do, elements that they end, where the search stops).
_SCOPE = frozenset({"table", "td", "th", "caption", "html", "#document", "template", "object"})
_LIST_SCOPE = _SCOPE | {"ul", "ol", "dl", "menu"}
_TABLE_SCOPE = frozenset({"table", "html", "#document", "template"})
_ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LIST_SCOPE),
    "dt": (frozenset({"dt", "dd"}), _LIST_SCOPE),
    "dd": (frozenset({"dt", "dd"}), _LIST_SCOPE),
    "option": (frozenset({"option"}), _SCOPE | {"select"}),
    "optgroup": (frozenset({"option", "optgroup"}), _SCOPE | {"select"}),
    "tr": (frozenset({"tr", "caption", "colgroup"}), _TABLE_SCOPE),
    "td": (frozenset({"td", "th"}), _TABLE_SCOPE | {"tr"}),
    "th": (frozenset({"td", "th"}), _TABLE_SCOPE | {"tr"}),
    "thead": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "tbody": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "tfoot": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), _TABLE_SCOPE),
    "a": (frozenset({"a"}), _SCOPE),
    "button": (frozenset({"button"}), _SCOPE),
}
# Deeper than this an element stands beside the one around it, not in it: pages that nest so are broken (browsers stop
# at 512).
DEEPEST = 150


def parse_html(text: str) -> Element:
    """The tree of a page; the root is called "#document"."""
    builder = _Builder()
    for token in tokenize(text):
        if isinstance(token, Words):
            builder.add(token)
        elif token.is_end:
            builder.end(token)
        else:
            builder.start(token)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root = Element("#document")
        self._stack = [self.root]
        self._open: Counter[str] = Counter()

    def add(self, words: Words) -> None:
        if self._stack[-1].name == "head" and words.text.strip():
            self._close("head", frozenset())
        self._stack[-1].children.append(words)

    def start(self, tag: Tag) -> None:
        if tag.name in ("html", "body") and self._open[tag.name]:
            self._merge(tag)
            return
        if tag.name not in _IN_HEAD and tag.name != "head":
            self._close("head", frozenset())
        self._end_implied(tag.name)
        element = Element(tag.name, tag.attributes, self._stack[-1], tag.start)
        if len(self._stack) > DEEPEST and tag.name not in VOID:
            self._pop()
            element.parent = self._stack[-1]
        self._stack[-1].children.append(element)
        if tag.name not in VOID and not tag.closes_itself:
            self._stack.append(element)
            self._open[tag.name] += 1

    def end(self, tag: Tag) -> None:
        if tag.name == "br":
            self.start(Tag("br", tag.start, tag.end))
        elif tag.name in INLINE:
            self._close_inline(tag.name)
        elif tag.name in HEADINGS:
            self._close_any(HEADINGS, _SCOPE)
        else:
            self._close(tag.name, frozenset() if tag.name in _SCOPE or tag.name in ("body", "tr") else _SCOPE)

    def _merge(self, tag: Tag) -> None:
        for element in self._stack:
            if element.name == tag.name:
                for name, value in tag.attributes.items():
                    element.attributes.setdefault(name, value)

    def _end_implied(self, name: str) -> None:
        rule = _ENDED_BY.get(name)
        if rule is not None:
            self._close_any(*rule)
        if name not in INLINE and name not in VOID - {"hr"}:
            self._close("p", _SCOPE)
        if name in HEADINGS and self._stack[-1].name in HEADINGS:
            self._pop()

    def _close(self, name: str, scope: frozenset[str]) -> None:
        self._close_any(frozenset({name}), scope)

    def _close_any(self, names: frozenset[str], scope: frozenset[str]) -> None:
        """End the innermost open element of these names, and all in it; nothing where the scope ends before it."""
        if not any(self._open[name] for name in names):
            return
        for index in range(len(self._stack) - 1, 0, -1):
            name = self._stack[index].name
            if name in names:
                while len(self._stack) > index:
                    self._pop()
                return
            if name in scope:
                return

    def _close_inline(self, name: str) -> None:
        """End an element of the line, unless a block was opened in it."""
        if not self._open[name]:
            return
        for index in range(len(self._stack) - 1, 0, -1):
            if self._stack[index].name == name:
                while len(self._stack) > index:
                    self._pop()
                return
            if self._stack[index].name not in INLINE and name != "a":
                return
            if self._stack[index].name in _SCOPE:
                return

    def _pop(self) -> None:
        self._open[self._stack.pop().name] -= 1
