"""A brief: an answer that can be written as a file."""

from pathlib import Path

from policytext.api.answers import Answer
from policytext.api.frames import Json
from policytext.errors import ConfigError
from policytext.query.brief import Brief


class BriefResult(Brief, Answer):
    """A brief on a topic."""

    table = "brief"

    def to_json(self) -> Json:
        """What `policytext brief --json` prints."""
        from policytext.export.brief.records import brief_json  # noqa: PLC0415 - only who asks for it pays for it

        return brief_json(self)

    def to_markdown(self, language: str = "nl") -> str:
        """The brief in Markdown, with its manifest; `language` of its fixed words is "nl" or "en"."""
        return self._file("md", language).decode("utf-8")

    def write(self, path: str | Path, language: str = "nl") -> None:
        """Write the brief as Markdown, HTML, Word or PDF, as the name of the file ends: md, html, docx, pdf.

        Raises:
            ConfigError: it ends otherwise, or cannot be written; or there is no such language.
        """
        target = Path(path)
        content = self._file(target.suffix.lower().removeprefix("."), language)
        try:
            target.write_bytes(content)
        except OSError as error:
            raise ConfigError(f"{target}: {error.strerror}", "name a file in a folder that you can write to") from error

    def rows(self) -> list[Json]:
        """A row for each line, part by part, with the sentence that it quotes; null where it quotes none.

        `part` and `template` say what the line is, `facts` what its words are made of, `actors` and `strength` who must
        act in its group, `sources` the ids of the sentences that it rests on.
        """
        found: list[Json] = []
        for part in self.to_json()["parts"]:
            for group in part["groups"]:
                held = {"part": part["part"], "actors": group["actors"], "strength": group["strength"]}
                for line in group["lines"]:
                    quoted: Json = next((one for one in line["sources"] if one["id"] == line["quotation"]), {})
                    ids = [one["id"] for one in line["sources"]]
                    found.append({**line, **held, **quoted, "sources": ids, "speaks_of": line["documents"]})
        return [{name: row.get(name) for name in self.columns()} for row in found]

    def _file(self, file_format: str, language: str) -> bytes:
        from policytext.export.brief.language import LANGUAGES  # noqa: PLC0415 - as above
        from policytext.export.brief.writing import FORMATS, brief_file  # noqa: PLC0415

        if file_format not in FORMATS:
            raise ConfigError(
                f"no format is known for .{file_format}", f"name a file that ends in {', '.join(FORMATS)}"
            )
        if language not in LANGUAGES:
            raise ConfigError(f"language cannot be {language!r}", f"language is one of {', '.join(LANGUAGES)}")
        return brief_file(self, file_format, language)
