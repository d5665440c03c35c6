"""Files as other tools hand them back, made from an export with one thing changed in it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from policytext.export.annotations.writing import annotation_lines
from policytext.export.corrections import correction_row
from policytext.export.qdpx.archive import qdpx_archive
from policytext.export.qdpx.project import NAMESPACE, QdpxSettings
from policytext.export.records import csv_lines, statement_row
from policytext.importing.deciding import Outcome
from policytext.importing.run import ImportOptions, Report, import_corrections
from policytext.store import Filters, Reader

NOW = "2026-02-03T10:00:00+00:00"
#: A change to the codes of one statement, as a tool makes it: codes that go and codes that come.
Change = tuple[Sequence[str], Sequence[str]]
XML = f"{{{NAMESPACE}}}"


def state(folder: Path) -> dict[str, dict[str, Any]]:
    """All that is known of every statement."""
    with Reader.open(folder) as reader:
        return {record.id: statement_row(record) for record in reader.statements()}


def import_file(folder: Path, path: Path, content: bytes | str, **options: Any) -> Report:
    """The report of importing a file of that content."""
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return import_corrections(folder, path, ImportOptions(**options), NOW)


def outcomes(report: Report) -> list[Outcome]:
    """What became of all that is no mere repetition."""
    return [item.outcome for item in report.items if item.outcome is not Outcome.UNCHANGED]


def statements_csv(folder: Path, key: str = "", **cells: str) -> str:
    """`export statements --format csv`, with cells of one row changed."""
    with Reader.open(folder) as reader:
        lines = csv_lines(statement_row(record) for record in reader.statements())
        return changed_csv("\r\n".join(lines) + "\r\n", key, cells)


def corrections_csv(folder: Path, key: str = "", **cells: str) -> str:
    """`export corrections --format csv`, with cells of one row changed."""
    with Reader.open(folder) as reader:
        lines = csv_lines(correction_row(record) for record in reader.corrections())
        return changed_csv("\r\n".join(lines) + "\r\n", key, cells)


def changed_csv(text: str, key: str, cells: dict[str, str], **format_options: str) -> str:
    """A table with cells of the row of an id changed."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        if row["id"] == key:
            row.update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n", **format_options)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def annotations(folder: Path, key: str = "", change: Change = ((), ())) -> str:
    """`export statements --format w3c`, with the tags of one statement changed."""
    with Reader.open(folder) as reader:
        page = json.loads("\n".join(annotation_lines(reader, "statements", reader.statements())))
    for item in page["items"]:
        if item["record"]["id"] == key:
            item["body"] = [body for body in item["body"] if body["value"] not in change[0]]
            item["body"] += [{"type": "TextualBody", "purpose": "tagging", "value": name} for name in change[1]]
    return json.dumps(page)


def project(folder: Path, key: str = "", change: Change = ((), ()), *, inclusive: bool = False) -> bytes:
    """`export statements --format qdpx`, with the codes of one statement changed."""

    def recode(root: ElementTree.Element) -> None:
        codes = {one.get("name"): one.get("guid") for one in root.iter(f"{XML}Code")}
        book = root.find(f"{XML}CodeBook/{XML}Codes")
        assert book is not None
        for name in change[1]:
            if name not in codes:
                codes[name] = f"00000000-0000-0000-0000-{len(codes):012d}"
                ElementTree.SubElement(book, f"{XML}Code", guid=codes[name] or "", name=name, isCodable="true")
        for selection in root.iter(f"{XML}PlainTextSelection"):
            description = selection.findtext(f"{XML}Description") or ""
            if f'id: "{key}"\n' not in description + "\n":
                continue
            for coding in selection.findall(f"{XML}Coding"):
                reference = coding.find(f"{XML}CodeRef")
                assert reference is not None
                if reference.get("targetGUID") in {codes[name] for name in change[0]}:
                    selection.remove(coding)
            for name in change[1]:
                coding = ElementTree.SubElement(selection, f"{XML}Coding", guid="0" * 8 + "-0000-0000-0000-" + "0" * 12)
                ElementTree.SubElement(coding, f"{XML}CodeRef", targetGUID=codes[name] or "")

    with Reader.open(folder) as reader:
        content = qdpx_archive(reader, reader.statements(), Filters(), QdpxSettings(inclusive))
    return rewritten(content, recode)


def rewritten(
    content: bytes,
    change: Callable[[ElementTree.Element], None] = lambda _: None,
    text: Callable[[str], str] = lambda held: held,
) -> bytes:
    """An archive with its project and its sources changed."""
    out = io.BytesIO()
    ElementTree.register_namespace("", NAMESPACE)
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            if name.endswith(".qde"):
                root = ElementTree.fromstring(data)
                change(root)
                data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            else:
                data = text(data.decode("utf-8")).encode("utf-8")
            made.writestr(name, data)
    return out.getvalue()


def as_qualcoder_writes_it(root: ElementTree.Element) -> None:
    """A selection for each code, with ids of its own; the description goes along as a memo of each."""
    count = 0
    for source in root.iter(f"{XML}TextSource"):
        source.set("guid", "1" * 8 + "-0000-0000-0000-" + "0" * 12)
        for selection in source.findall(f"{XML}PlainTextSelection"):
            source.remove(selection)
            for coding in selection.findall(f"{XML}Coding"):
                count += 1
                one = ElementTree.SubElement(source, f"{XML}PlainTextSelection", dict(selection.attrib))
                one.set("guid", f"22222222-0000-0000-0000-{count:012d}")
                one.set("name", "")
                memo = ElementTree.SubElement(one, f"{XML}Description")
                memo.text = selection.findtext(f"{XML}Description")
                one.append(coding)


def without_descriptions(root: ElementTree.Element) -> None:
    """Some tools keep no memos."""
    for selection in root.iter(f"{XML}PlainTextSelection"):
        for description in selection.findall(f"{XML}Description"):
            selection.remove(description)


def only_words(row: dict[str, Any]) -> dict[str, Any]:
    """What a statement says, without what a correction marks it by."""
    marks = ("confidence", "corrected", "reasons")
    return {name: value for name, value in row.items() if name not in marks}
