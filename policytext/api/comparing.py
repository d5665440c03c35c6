"""Answers that hold documents beside each other: points, reuse, figures, gaps, follow-up."""

from collections.abc import Iterator
from typing import Any

from policytext.api.answers import Answer
from policytext.api.frames import Json
from policytext.query.follow import Follow
from policytext.query.gaps import Gaps
from policytext.query.numbers import Ledger
from policytext.query.points import PointsAnswer
from policytext.query.reuse import ReuseAnswer


class PointsResult(PointsAnswer, Answer):
    """The points that documents make on a topic."""

    table = "points"

    def to_json(self) -> Json:
        """What `policytext points --json` prints."""
        from policytext.export.points import points_json  # noqa: PLC0415 - only who asks for rows pays for it

        return points_json(self)

    def rows(self) -> list[Json]:
        """A row for each statement that makes a point or touches on it, point by point.

        `point` counts from 1 as the command does, over the recurring points and then those of single documents
        (`recurring` is False). `role` is quotation (the one that puts it best), member, differing or related.
        """
        answer = self.to_json()
        found: list[Json] = []
        points = [(point, True) for point in answer["points"]] + [(point, False) for point in answer["single"]]
        for number, (point, is_recurring) in enumerate(points, start=self.offset + 1):
            held = {
                "point": number,
                "recurring": is_recurring,
                "point_documents": point["documents"],
                "point_organisations": point["organisations"],
            }
            quotation, *others = point["members"]
            found.append({**held, "role": "quotation", **quotation})
            for role, members in (("member", others), *((name, point[name]) for name in ("differing", "related"))):
                found.extend({**held, "role": role, **member} for member in members)
        return found


class ReuseResult(ReuseAnswer, Answer):
    """What comes back across documents."""

    table = "reuse"

    def to_json(self) -> Json:
        """{"documents", "total", "offset", "set_aside", "pairs"}; the pairs are the lines of `reuse --json`."""
        from policytext.export.reuse import reuse_row  # noqa: PLC0415 - as above

        return {
            "documents": self.documents,
            "total": self.total,
            "offset": self.offset,
            "set_aside": self.set_aside,
            "pairs": [reuse_row(pair) for pair in self.pairs],
        }

    def rows(self) -> list[Json]:
        """A row for each pair: what is known of the passages stands behind `from_` (the earlier one) and `to_`."""
        found = []
        for pair in self.to_json()["pairs"]:
            ends = {f"{end}_{name}": value for end in ("from", "to") for name, value in pair[end].items()}
            found.append({**{name: value for name, value in pair.items() if name not in ("from", "to")}, **ends})
        return found


class NumbersResult(Ledger, Answer):
    """The ledger of figures."""

    table = "numbers"

    def to_json(self) -> Json:
        """What `policytext numbers --json` prints."""
        from policytext.export.numbers import ledger_json  # noqa: PLC0415

        return ledger_json(self)

    def rows(self) -> list[Json]:
        """A row for each figure, with the fields of `policytext numbers --csv`."""
        from policytext.export.numbers import ledger_rows  # noqa: PLC0415

        return ledger_rows(self)


class GapsResult(Gaps, Answer):
    """What is left out."""

    table = "gaps"

    def to_json(self) -> Json:
        """What `policytext gaps --json` prints."""
        from policytext.export.gaps import gaps_json  # noqa: PLC0415

        return gaps_json(self)

    def rows(self) -> list[Json]:
        """A row for each gap, with the sentence that shows it and what comes nearest to it.

        `gap` is dropped (a position), missing_subject (with its `word` and the document that it is `missing_in`; the
        sentence is the first of others that have it) or unanswered (a recommendation).
        """
        answer = self.to_json()
        dropped = ((item["position"], {**item, "gap": "dropped", "later": item["to"]}) for item in answer["dropped"])
        missing = (
            (item["others"][0], {**item, "gap": "missing_subject", "missing_in": item["document"]})
            for item in answer["missing_subjects"]
        )
        unanswered = ((item["recommendation"], {**item, "gap": "unanswered"}) for item in answer["unanswered"])
        own = ("gap", "word", "missing_in", "actors", "treats_subject", "later", "later_documents", "likeness")
        return [
            {
                **{name: item.get(name) for name in own},
                **sentence,
                "nearest": (item.get("nearest") or {}).get("id"),
                "nearest_text": (item.get("nearest") or {}).get("text"),
            }
            for part in (dropped, missing, unanswered)
            for sentence, item in part
        ]


class FollowResult(Follow, Answer):
    """What became of recommendations and promises."""

    table = "follow"

    def to_json(self) -> Json:
        """What `policytext follow --json` prints."""
        from policytext.export.follow import follow_json  # noqa: PLC0415

        return follow_json(self)

    def rows(self) -> list[Json]:
        """A row for each answer to a recommendation and each trace of a promise; one where there is none.

        `part` is recommendation, promise or loose (an answer whose recommendation is not in the index). `status` is
        what became of it, `verdict` what this answer says. What is known of the answer's sentence stands behind
        `answer_`.
        """
        answer = self.to_json()
        found: list[Json] = []
        for item in answer["recommendations"]:
            held = {"part": "recommendation", **_named(item, "number", "actors", "strength", "status", "sure")}
            told = ({**one, "answer_sure": one["sure"]} for one in item["answers"])
            found.extend(_followed(held, item["recommendation"], told, "answer"))
        for item in answer["promises"]:
            held = {"part": "promise", "status": item["fate"], "sure": item["sure"]}
            traces = ({**one, "verdict": one["fate"], "answer_sure": one["sure"]} for one in item["traces"])
            found.extend(_followed(held, item["promise"], traces, "sentence"))
        for item in answer["loose_answers"]:
            found.extend(_followed({"part": "loose"}, {}, iter([item]), "answer"))
        return [{name: row.get(name) for name in self.columns()} for row in found]


def _followed(held: Json, sentence: Json, answers: Iterator[Json], name: str) -> Iterator[Json]:
    """Rows of a recommendation or promise; `name` is the field of an answer that has its sentence."""
    is_answered = False
    for one in answers:
        is_answered = True
        told = {field: value for field, value in one.items() if field not in ("sure", name)}
        yield {**told, **sentence, **held, **{f"answer_{field}": value for field, value in one[name].items()}}
    if not is_answered:
        yield {**sentence, **held}


def _named(item: Json, *names: str) -> dict[str, Any]:  # Any: JSON values
    return {name: item[name] for name in names}
