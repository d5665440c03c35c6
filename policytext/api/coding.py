"""How far coders agree, as an answer."""

from policytext.api.answers import Answer
from policytext.api.frames import Json
from policytext.query.coding.agreement import Agreement


class AgreementResult(Agreement, Answer):
    """How far coders agree."""

    table = "agreement"

    def to_json(self) -> Json:
        """What `policytext code agreement --json` prints."""
        from policytext.export.decisions import agreement_json  # noqa: PLC0415 - only who asks for rows pays for it

        return agreement_json(self)

    def rows(self) -> list[Json]:
        """A row for each field and pair of coders; `alpha` is that of the field over all coders."""
        from policytext.export.decisions import measure_rows  # noqa: PLC0415

        return measure_rows(self)
