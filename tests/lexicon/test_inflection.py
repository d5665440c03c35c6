"""Rules of inflection, and the lemmas that they and the word list give together."""

from collections.abc import Callable, Iterator

import pytest

from policytext.lexicon.compounds import analyse
from policytext.lexicon.inflection import base_stems, infinitives, positives, singulars
from policytext.lexicon.lemmas import verb


@pytest.mark.parametrize(
    ("rule", "form", "base"),
    [
        pytest.param(base_stems, "tak", "taak", id="open syllable"),
        pytest.param(base_stems, "plann", "plan", id="doubled consonant"),
        pytest.param(base_stems, "huiz", "huis", id="z becomes s"),
        pytest.param(base_stems, "briev", "brief", id="v becomes f"),
        pytest.param(base_stems, "grav", "graaf", id="both"),
        pytest.param(singulars, "mogelijkheden", "mogelijkheid", id="heden"),
        pytest.param(singulars, "regio's", "regio", id="apostrophe"),
        pytest.param(singulars, "ziekten", "ziekte", id="n after e"),
        pytest.param(singulars, "ideeën", "idee", id="diaeresis"),
        pytest.param(singulars, "centra", "centrum", id="Latin neuter"),
        pytest.param(singulars, "politici", "politicus", id="Latin masculine"),
        pytest.param(singulars, "autootje", "auto", id="diminutive with a lengthened vowel"),
        pytest.param(singulars, "balletje", "bal", id="diminutive with a doubled consonant"),
        pytest.param(singulars, "woninkje", "woning", id="diminutive of ing"),
        pytest.param(positives, "grote", "groot", id="inflected"),
        pytest.param(positives, "duurdere", "duur", id="comparative with d"),
        pytest.param(positives, "snelst", "snel", id="superlative"),
        pytest.param(infinitives, "investeert", "investeren", id="present"),
        pytest.param(infinitives, "leefde", "leven", id="past, f of v"),
        pytest.param(infinitives, "bezuinigden", "bezuinigen", id="past plural"),
        pytest.param(infinitives, "uitgevoerd", "uitvoeren", id="participle with a particle"),
        pytest.param(infinitives, "verplaatst", "verplaatsen", id="participle without ge"),
        pytest.param(infinitives, "werkende", "werken", id="present participle"),
        pytest.param(infinitives, "zette", "zetten", id="past of a stem in t"),
        pytest.param(infinitives, "gegraasd", "grazen", id="participle, s of z"),
    ],
)
def test_rule_offers_the_base(rule: Callable[[str], Iterator[str]], form: str, base: str) -> None:
    assert base in list(rule(form))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        pytest.param("afgeschaft", "afschaven", id="short vowel before f"),
        pytest.param("lost", "lozen", id="short vowel before s"),
        pytest.param("gestart", "staren", id="t behind a voiced consonant ends no participle"),
        pytest.param("planten", "plannen", id="nor a past"),
    ],
)
def test_spelling_rules_a_base_out(form: str, infinitive: str) -> None:
    assert infinitive not in list(infinitives(form))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("afgeschaft", "afschaffen"),
        ("overgedragen", "overdragen"),
        ("ingebrachte", "inbrengen"),
        ("toenam", "toenemen"),
        ("gestart", "starten"),
    ],
)
def test_verb_of_a_form(form: str, infinitive: str) -> None:
    assert verb(form) == infinitive


@pytest.mark.parametrize("rule", [base_stems, singulars, positives, infinitives])
@pytest.mark.parametrize("form", ["", "e", "s", "en", "'s", "st", "je", "ge", "gege", "ende"])
def test_rule_bears_any_form(rule: Callable[[str], Iterator[str]], form: str) -> None:
    assert all(isinstance(base, str) for base in rule(form))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("gemeenten", "gemeente"),
        ("leden", "lid"),
        ("kinderen", "kind"),
        ("steden", "stad"),
        ("huizen", "huis"),
        ("brieven", "brief"),
        ("taken", "taak"),
        ("wegen", "weg"),
        ("patiënten", "patiënt"),
        ("ministeries", "ministerie"),
        ("jongeren", "jongere"),
        ("opgaven", "opgave"),
        ("kosten", "kosten"),
        ("gemeentelijke", "gemeentelijk"),
        ("financiële", "financieel"),
        ("grotere", "groot"),
        ("hoogste", "hoog"),
        ("kwetsbaarste", "kwetsbaar"),
        ("investeren", "investeren"),
        ("investeert", "investeren"),
        ("investeerde", "investeren"),
        ("geïnvesteerd", "investeren"),
        ("aangeboden", "aanbieden"),
        ("bracht", "brengen"),
        ("ging", "gaan"),
        ("besloten", "besluiten"),
        ("uitgevoerd", "uitvoeren"),
        ("Rotterdam", "rotterdam"),
        ("blorpingen", "blorping"),
        ("flubeerde", "fluberen"),
        ("snorfische", "snorfisch"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_lemma(form: str, lemma: str) -> None:
    assert analyse(form).lemma == lemma
