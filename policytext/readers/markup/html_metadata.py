"""What a page says of itself: its <meta> list, the data for search engines (JSON-LD), its title and address.

Source: Dublin Core in HTML (DCMI), Open Graph (ogp.me), Highwire Press tags (citation_*), schema.org.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policytext.readers.markup.markup_tree import Element
from policytext.readers.official_metadata import Field

# Which fields say what, the most telling one first.
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title"),
    "date": (
        *("article:published_time", "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued"),
        *("dcterms.date", "dc.date", "datepublished", "dcterms.created", "pubdate", "publish_date", "date"),
        *("dcterms.available", "og:published_time", "article:modified_time", "dcterms.modified"),
    ),
    "author": ("citation_author", "article:author", "author", "dc.creator", "dcterms.creator", "parsely-author"),
    "organisation": ("citation_publisher", "dcterms.publisher", "dc.publisher", "og:site_name", "application-name"),
    "language": ("dcterms.language", "dc.language", "content-language"),
}
_WEB_ADDRESS = re.compile(r"https?://|\bwww\.")
_MANY = frozenset({"author"})
_KINDS = {
    **dict.fromkeys(("article", "newsarticle", "blogposting", "opinionnewsarticle", "analysisnewsarticle"), "artikel"),
    **dict.fromkeys(("report", "techarticle"), "rapport"),
}
_WORKS = frozenset({*_KINDS, "scholarlyarticle", "legislation", "webpage", "creativework", "governmentservice"})
_FIELDS_OF_WORKS = {"title": ("headline", "name"), "date": ("datePublished", "dateCreated", "dateModified")}
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d{2})(\d{2})\b")
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|\Z)")
_SEPARATOR = re.compile(r"\s+[|–—»·:-]\s+")
_LONGEST, _MOST_META, _MOST_DATA = 500, 1_000, 500_000
_MOST_NODES, _DEEPEST_DATA = 500, 6


def meta_fields(root: Element) -> list[Field]:
    """The <meta> list of a page: name, scheme and content."""
    found: list[Field] = []
    for element, _ in zip(root.iter("meta"), range(_MOST_META), strict=False):
        name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content").strip():
            found.append(Field(name.strip(), element.get("scheme").strip(), element.get("content").strip()))
    return found


def page_metadata(root: Element, fields: Iterable[Field], page: str) -> tuple[tuple[str, str], ...]:
    """What a page says of itself, in the keys that all readers share.

    Args:
        root: of its tree.
        fields: its <meta> list.
        page: the decoded file, in which the data for search engines stand.
    """
    by_name: dict[str, list[str]] = {}
    for field in fields:
        by_name.setdefault(field.name.lower(), []).append(field.value)
    works = list(_works(root, page))
    values: dict[str, list[str]] = {
        key: next((by_name[name] for name in names if by_name.get(name)), []) for key, names in _FIELDS.items()
    }
    for key, found in _from_works(works).items():
        values[key] = values.get(key) or found
    html = next(root.iter("html"), root)
    values["language"] = [html.get("lang") or html.get("xml:lang")] if _says_language(html) else values["language"]
    values["date"] = values["date"] or list(_times(root))[:1]
    values["title"] = [_title(root, values["title"], by_name.get("og:site_name", []))]
    values["address"] = [page_address(root)]
    order = ("title", "date", "organisation", "author", "kind", "language", "address")
    pairs = [(key, _clean(key, value)) for key in order for value in _some(values.get(key, []), key)]
    return tuple(dict.fromkeys((key, value) for key, value in pairs if value))


def page_address(root: Element) -> str:
    """The address that a page gives as its own (canonical, Open Graph); empty where it gives none."""
    for link in root.iter("link"):
        if "canonical" in link.get("rel").lower().split() and link.get("href").startswith(("http://", "https://")):
            return link.get("href").strip()
    for meta in root.iter("meta"):
        if meta.get("property") == "og:url" and meta.get("content").startswith(("http://", "https://")):
            return meta.get("content").strip()
    return ""


def base_address(root: Element) -> str:
    """The address against which the links of a page are resolved: its <base>, else its own."""
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    return base if base.startswith(("http://", "https://")) else page_address(root)


def _some(values: list[str], key: str) -> list[str]:
    return values if key in _MANY else values[:1]


def _clean(key: str, value: str) -> str:
    value = " ".join(value.split())[:_LONGEST]
    if key == "date":
        return _iso(value)
    if key == "language":
        match = _LANGUAGE.match(value)
        return match.group().lower() if match else ""
    if key == "author" and _WEB_ADDRESS.search(value):
        return ""  # a profile, or who built the site: "Bouwer - http://www.bouwer.nl"
    return value


def _iso(value: str) -> str:
    if match := _DUTCH_DATE.match(value):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    match = _DATE.match(value)
    if match is None:
        return ""
    return "-".join(f"{int(part):02d}" for part in match.groups() if part)


def _says_language(html: Element) -> bool:
    return bool(html.get("lang") or html.get("xml:lang"))


def _times(root: Element) -> Iterator[str]:
    for time in root.iter("time"):
        if time.get("datetime") and ("pubdate" in time.attributes or time.get("itemprop") == "datePublished"):
            yield time.get("datetime")
    for time in root.iter("time"):
        if time.get("datetime") and any(above.name in ("article", "main", "header") for above in time.ancestors()):
            yield time.get("datetime")


def _title(root: Element, titles: list[str], sites: list[str]) -> str:
    """The title without the name of the site, which pages put behind or before it."""
    element = next((title for title in root.iter("title") if title.parent is None or title.parent.name != "svg"), None)
    title = titles[0] if titles else element.text() if element is not None else ""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    headings = {heading.text().lower() for heading in root.iter("h1")}
    for part in (title, *(title[: match.start()] for match in _SEPARATOR.finditer(title))):
        if part.strip().lower() in headings:
            return part.strip()
    if sites and parts[-1].strip().lower() == sites[0].strip().lower():
        return title[: [match.start() for match in _SEPARATOR.finditer(title)][-1]].strip()
    return title


def _works(root: Element, page: str) -> Iterator[Mapping[str, Any]]:
    """The works that a page describes in JSON-LD."""
    for script in root.iter("script"):
        if script.get("type").lower().partition(";")[0] != "application/ld+json":
            continue
        start = page.find(">", script.start) + 1
        end = page.find("</", start)
        words = page[start : end if end >= 0 else len(page)][:_MOST_DATA]
        try:
            data = json.loads(words)
        except (ValueError, RecursionError):
            continue
        yield from _typed(data)


def _typed(data: Any) -> Iterator[Mapping[str, Any]]:
    stack: list[tuple[Any, int]] = [(data, 0)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        value, depth = stack.pop(0)
        if isinstance(value, list) and depth < _DEEPEST_DATA:
            stack += [(item, depth + 1) for item in value]
        elif isinstance(value, dict):
            types = value.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and name.lower() in _WORKS for name in names):
                yield value
            if depth < _DEEPEST_DATA:
                stack += [
                    (value[key], depth + 1) for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value
                ]


def _from_works(works: list[Mapping[str, Any]]) -> dict[str, list[str]]:
    works = sorted(works, key=lambda work: _type(work) not in _KINDS)  # an article before the page that it stands on
    found: dict[str, list[str]] = {}
    for work in works:
        for key, fields in (
            ("title", ("headline", "name")),
            ("date", ("datePublished", "dateCreated", "dateModified")),
        ):
            value = next((work[name] for name in fields if isinstance(work.get(name), str)), None)
            if value:
                found.setdefault(key, [value])
        for key, name in (("author", "author"), ("organisation", "publisher")):
            names = list(_names(work.get(name)))
            if names:
                found.setdefault(key, names)
        if _type(work) in _KINDS:
            found.setdefault("kind", [_KINDS[_type(work)]])
    return found


def _type(work: Mapping[str, Any]) -> str:
    types = work.get("@type")
    names = types if isinstance(types, list) else [types]
    return next((name.lower() for name in names if isinstance(name, str) and name.lower() in _WORKS), "")


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict) and isinstance(item.get("name"), str):
            yield item["name"]
