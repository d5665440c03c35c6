"""Codes that stand in place of what was blacked out."""

import pytest

from policytext.structure.redactions import find_redactions


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Van: 5.1.2e Aan: 5.1.2.e", ["5.1.2e", "5.1.2.e"], id="Woo"),
        pytest.param("10.2.e heeft gebeld met 10.2.g", ["10.2.e", "10.2.g"], id="Wob"),
        pytest.param("Van: (10)(2e) Aan: (11) (1 a)", ["10.2e", "11.1.a"], id="Wob with brackets around both"),
        pytest.param("gebeld met 10(2)(g).", ["10.2.g"], id="Wob with brackets"),
        pytest.param("op grond van artikel 10.2.e van de Wob", [], id="the article, cited"),
        pytest.param("de code “10.2.e” wijst op de grond", [], id="the code, explained"),
        pytest.param("paragraaf 5.1.2 gaat over 10.1 procent", [], id="a section and a number"),
        pytest.param("een prijs van 11.250 euro", [], id="an amount"),
    ],
)
def test_codes(text: str, codes: list[str]) -> None:
    found = find_redactions(text)
    assert [redaction.code for redaction in found] == codes
    assert all(text[redaction.span.start] in "(15" for redaction in found)
