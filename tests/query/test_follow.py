"""What became of recommendations and promises: in three small documents, and planted in the sample corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from follow_documents import ANSWER, COURT, TOWN, make_index, write

from policytext.errors import NotFound
from policytext.ingest.run import IngestOptions, ingest
from policytext.query.follow import Basis, Fate, Follow, Followed, FollowQuery, Status, Verdict, find_follow
from policytext.store import Filters, Reader


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The index of the three documents."""
    with Reader.open(make_index(tmp_path_factory.mktemp("bridges"))) as reader:
        yield reader


@pytest.fixture(scope="module")
def samples(sample_index: Path) -> Iterator[Reader]:
    """The sample corpus."""
    with Reader.open(sample_index) as reader:
        yield reader


def by_number(found: Follow, number: int) -> Followed:
    """The recommendation with a number."""
    (item,) = [item for item in found.recommendations if item.number == number]
    return item


def starting(found: Follow, words: str) -> Followed:
    """The recommendation that begins so."""
    (item,) = [item for item in found.recommendations if item.recommendation.text.startswith(words)]
    return item


@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(1, Status.ACCEPTED, id="the first one, by a word for its number"),
        pytest.param(2, Status.PARTLY, id="in part"),
        pytest.param(3, Status.REJECTED, id="not"),
        pytest.param(4, Status.SILENT, id="the town has letters and is silent"),
        pytest.param(5, Status.ABSENT, id="the province has no document"),
    ],
)
def test_what_became_of_each(bridges: Reader, number: int, status: Status) -> None:
    """Each numbered recommendation ends as the town's letter says, or as its silence."""
    item = by_number(find_follow(bridges, FollowQuery(COURT)), number)
    assert item.status is status


def test_an_answer_by_number_is_sure_and_quotes_its_sentence(bridges: Reader) -> None:
    """It is tied by the number, by who has to act, and shows the deciding words."""
    (answer,) = by_number(find_follow(bridges, FollowQuery(COURT)), 3).answers
    assert (answer.basis, answer.by, answer.is_addressee, answer.is_sure) == (Basis.NUMBER, TOWN, True, True)
    assert answer.sentence.text.startswith("Aanbeveling 3 nemen wij niet over")
    assert any("niet over" in words for words in answer.words)


def test_silence_is_never_sure_and_names_what_was_looked_at(bridges: Reader) -> None:
    """Two letters of the town were looked at; that nothing was seen is no proof."""
    item = by_number(find_follow(bridges, FollowQuery(COURT)), 4)
    assert (item.is_sure, len(item.later), item.answers) == (False, 2, ())


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        pytest.param("register", Fate.KEPT, id="kept"),
        pytest.param("veerpont", Fate.WITHDRAWN, id="withdrawn"),
        pytest.param("convenant", Fate.NO_TRACE, id="no trace"),
    ],
)
def test_what_came_of_promises(bridges: Reader, words: str, fate: Fate) -> None:
    """A later letter of the same sender tells it."""
    found = find_follow(bridges, FollowQuery(TOWN))
    (item,) = [item for item in found.promises if words in item.promise.text]
    assert item.fate is fate


def test_an_answer_without_its_report_is_loose(tmp_path: Path) -> None:
    """Where the report is not in the index, the answers to it are listed and tied to nothing."""
    with Reader.open(make_index(tmp_path, "antwoord-college.md")) as reader:
        found = find_follow(reader, FollowQuery())
    assert [item.verdict for item in found.loose] == [Verdict.ACCEPTED, Verdict.PARTLY, Verdict.REJECTED]
    assert all(item.sentence.document.organisations == (TOWN,) for item in found.loose)


def test_a_letter_that_is_there_twice_answers_once(tmp_path: Path) -> None:
    """As it was sent and as the council printed it; the print has one answer more, to a motion."""
    folder = tmp_path / "documenten"
    write(folder, ANSWER)
    told = (folder / ANSWER).read_text(encoding="utf-8")
    (folder / "raadsstuk.md").write_text(f"{told}\nAan de motie over de veerpont geven wij gevolg.\n", encoding="utf-8")
    manifest = folder / "sources.toml"
    rows = manifest.read_text(encoding="utf-8")
    manifest.write_text(rows + rows.replace(ANSWER, "raadsstuk.md"), encoding="utf-8")
    ingest([folder], tmp_path / "index", IngestOptions())
    with Reader.open(tmp_path / "index") as reader:
        loose = find_follow(reader, FollowQuery()).loose
    assert sorted((item.verdict, len(item.also)) for item in loose) == [
        (Verdict.ACCEPTED, 0), (Verdict.ACCEPTED, 1), (Verdict.PARTLY, 1), (Verdict.REJECTED, 1),
    ]  # fmt: skip
    for item in loose:
        assert all((also.text, also.document.id != item.sentence.document.id) == (item.sentence.text, True)
                   for also in item.also)  # fmt: skip


def test_an_answer_is_not_loose_where_its_report_is_there(bridges: Reader) -> None:
    """What answers a recommendation of the index is not listed again."""
    assert find_follow(bridges, FollowQuery()).loose == ()


def test_only_what_one_has_to_act_on(bridges: Reader) -> None:
    """`by` leaves the recommendations of that one."""
    found = find_follow(bridges, FollowQuery(COURT, by="provincie"))
    assert [item.number for item in found.recommendations] == [5]


def test_dates_leave_documents_out(bridges: Reader) -> None:
    """Only what documents of a time recommend is followed, by answers of any time."""
    found = find_follow(bridges, FollowQuery(filters=Filters(date_from="2021")))
    assert [document.date for document in found.documents] == ["2022-02-01"]


def test_neither_document_nor_organisation(bridges: Reader) -> None:
    """What names nothing is refused."""
    with pytest.raises(NotFound):
        find_follow(bridges, FollowQuery("Bond van Niemand"))


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_a_reaction_in_the_report_itself(samples: Reader, number: int) -> None:
    """The colleges' reaction is printed in the report and names the recommendations that they accept."""
    item = by_number(find_follow(samples, FollowQuery("Rekenkamer Waterrijk")), number)
    assert item.status is Status.ACCEPTED
    assert item.answers[0].sentence.document.id == item.recommendation.document.id


def test_others_refuse_what_others_have_to_do(samples: Reader) -> None:
    """Two bodies refuse the check on referrals; neither is among those who have to introduce it."""
    item = by_number(find_follow(samples, FollowQuery("Rekenkamer Waterrijk")), 4)
    refused = {answer.by: answer for answer in item.answers if answer.verdict is Verdict.REJECTED}
    assert set(refused) == {"Netwerk Lokale Teams Laagland", "Ministerie van Jeugd en Samenleven"}
    assert not any(answer.is_addressee for answer in refused.values())
    assert item.status is not Status.REJECTED


def test_words_of_an_answer_behind_the_matter(samples: Reader) -> None:
    """The matter stands in one sentence and the refusal in the next: both are quoted."""
    item = by_number(find_follow(samples, FollowQuery("Rekenkamer Waterrijk")), 4)
    (answer,) = [answer for answer in item.answers if answer.by.startswith("Netwerk")]
    assert answer.matter is not None
    assert (answer.matter.index + 1, answer.sentence.text) == (answer.sentence.index, "Daar zijn wij niet voor.")


def test_no_to_a_question_is_a_refusal(samples: Reader) -> None:
    """A town answers whether it shares a position: no."""
    item = starting(find_follow(samples, FollowQuery("Vereniging Gemeenten Waterrijk")), "De toegang tot special")
    (answer,) = [answer for answer in item.answers if answer.basis is Basis.QUESTION]
    assert (answer.verdict, answer.by, answer.sentence.text) == (Verdict.REJECTED, "Gemeente Meerdrecht", "Nee.")


def test_a_promise_to_do_it_is_an_unsure_acceptance(samples: Reader) -> None:
    """The minister promises the form that a letter four years before asked for, without naming it."""
    item = starting(find_follow(samples, FollowQuery("Netwerk Lokale Teams")), "U zou kunnen overwegen")
    (answer,) = item.answers
    assert (answer.verdict, answer.basis, answer.is_sure) == (Verdict.ACCEPTED, Basis.DECISION, False)


def test_what_a_motion_asks_for_is_followed(samples: Reader) -> None:
    """Its requests, which have the words of all motions, and none of the reasons that it gives for them."""
    (motion,) = [d for d in samples.documents() if "motie" in d.source]
    found = find_follow(samples, FollowQuery(motion.short_id))
    texts = [item.recommendation.text for item in found.recommendations]
    assert [text.split(" om ")[0] for text in texts] == ["verzoekt de regering", "verzoekt de regering tevens"]
    assert {item.actors for item in found.recommendations} == {("regering",)}


def test_recommendations_of_the_newest_document_have_no_answer(samples: Reader) -> None:
    """Nothing is later than the last document."""
    found = find_follow(samples, FollowQuery("2025-vgw-twee-jaar-expertiseteams.odt"))
    assert {item.status for item in found.recommendations} <= {Status.ABSENT, Status.NOBODY}


def test_answers_are_later_or_in_the_document_itself(samples: Reader) -> None:
    """No document answers one that came after it, whoever cites whom."""
    for item in find_follow(samples, FollowQuery()).recommendations:
        for answer in item.answers:
            own = answer.document.id == item.recommendation.document.id
            assert own or (answer.document.date or "") > (item.recommendation.document.date or "")
