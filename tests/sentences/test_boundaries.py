"""Where Dutch sentences end: each row is a text with | at every boundary that there must be."""

import pytest

from policytext.sentences.splitting import split_text

ROWS = {
    # plain
    "two sentences": "De raad besluit. | Het college voert uit.",
    "question": "Wat is er nodig? | Een plan.",
    "exclamation": "Doe dat niet! | Het werkt averechts.",
    "one sentence": "Het college voert uit",
    "two spaces": "De raad besluit.  | Het college voert uit.",
    "digit begins": "Dat is veel. | 12 gemeenten doen mee.",
    "question marks repeated": "Echt waar?? | Ja.",
    # abbreviations
    "bijv.": "Denk bijv. aan Zwolle en bijv. Almelo.",
    "o.a.": "Dit raakt o.a. Breda. | Ook Tilburg.",
    "d.w.z.": "Later, d.w.z. Na de zomer.",
    "m.b.t.": "Het plan m.b.t. Jeugd ligt klaar.",
    "t.a.v.": "Brief t.a.v. Mevrouw Bakker.",
    "n.a.v.": "Een gesprek n.a.v. De Hervormingsagenda.",
    "i.p.v.": "Zorg i.p.v. Straf is het motto.",
    "ca.": "Het kost ca. 3 miljoen.",
    "vs.": "Het is Rijk vs. Gemeenten. | Dat helpt niet.",
    "vgl.": "Vgl. Raad van State 2019.",
    "dhr.": "Dhr. Bakker en mw. De Wit spraken. | Daarna was er koffie.",
    "prof. dr.": "Volgens prof. dr. Smit klopt dat. | Anderen twijfelen.",
    "prof.dr. together": "Volgens prof.dr. Smit klopt dat.",
    "mr. drs.": "Mr. drs. P. Bakker tekende.",
    "incl.": "Het bedrag is incl. Btw.",
    "nr. with dossier": "Zie Kamerstukken II 2019/20, nr. 31 839. | De motie is aangenomen.",
    "nr. with letter": "Zie nr. A12.",
    "art.": "Op grond van art. 2.3 van de wet. | Dat volstaat.",
    "artt.": "De artt. 3 en 4 gelden.",
    "p.": "Zie p. 12. | Daar staat het.",
    "blz.": "Zie blz. 12 e.v. | Daar staat het.",
    "e.v. before digit": "Zie p. 3 e.v. 2019.",
    "etc. inside": "Wonen, werk etc. en zorg.",
    "etc. at the end": "Wonen, werk, etc. | De rest volgt.",
    "etc. in brackets": "Teams (jeugd, sociaal, etc.). | Zij helpen.",
    "etc. before bracket": "Een goede cao etc. (de variatie is groot).",
    "enz. at the end": "Wonen, werk enz. | De rest volgt.",
    "e.a. with year": "Bakker e.a. (2018) zien dat ook.",
    "e.a. at the end": "Zo ook Bakker e.a. | Dat is bekend.",
    "e.a. inside": "Bakker e.a. 2002 en Smit 2014.",
    "c.s.": "Bakker c.s. stellen dit voor.",
    "jl.": "Op 3 mei jl. is besloten.",
    "jl. at the end": "Wij spraken op 3 mei jl. | Dat was nuttig.",
    "a.s.": "Op 3 mei a.s. is het zover.",
    "n.v.t.": "Dit is n.v.t. | Ga door.",
    "Stb.": "Dit staat in Stb. 2014, 105.",
    "month abbreviated": "Op 1 jan. 2015 begon het. | Toen kwam de wet.",
    "unknown with stops": "De regeling m.k.b. Plus loopt.",
    "min. as minutes": "Dat duurt 5 min. | Daarna niet.",
    # names
    "initials": "Dat zei J.P.H. Donner. | Hij had gelijk.",
    "initials with spaces": "Dat zei A. B. Bakker.",
    "one initial": "Dat schreef T. Bakker in 2004.",
    "Th.": "Dat schreef Th. Bakker.",
    "vitamin": "Er is een tekort aan vitamine B. | Dat is jammer.",
    "B.V.": "De firma Bakker B.V. levert.",
    "B.V. at the end": "Er is een contract met Bakker B.V. | Dit loopt af.",
    # numbers
    "decimal comma": "Het kost 3,5 miljoen. | Dat is veel.",
    "thousands": "Er zijn 12.500 kinderen. | Dat groeit.",
    "law number": "Zie artikel 2.3.1 Jeugdwet. | Dat is helder.",
    "date": "Dit geldt sinds 27 juni 2023. | Daarna niet meer.",
    "date inside": "Op 27 juni 2023 besloot de raad.",
    "numeric date": "Besloten op 27-06-2023. | Het geldt.",
    "year ends": "De wet is van 2015. | Toen begon het.",
    "percentage": "Het steeg met 4,4%. | Daarna daalde het.",
    "time": "Om 11.25 uur begon het. | Om 12.00 uur niet.",
    # enumerations
    "number begins": "1. Organiseer een sterke eerste lijn.",
    "chapter begins": "2.3. De opgave van het Rijk",
    "letter begins": "a. De gemeente betaalt.",
    "roman begins": "II. Algemeen deel",
    "items inside": "Dat is nodig. | 2. De gemeente betaalt.",
    "a) b)": "a) de gemeente; b) het Rijk; c) de aanbieder.",
    "colon and list": "Nodig zijn: een visie, een plan en geld.",
    "semicolon": "De gemeente betaalt; het Rijk kijkt toe.",
    "bullet inside": "Dit moet anders. | • meer geld",
    # quotations and brackets
    "quotation ends": "“Dat moet anders.” | De raad knikte.",
    "quotation goes on": "“Moet dat anders?” vroeg de raad.",
    "quoted exclamation goes on": "Hij riep ‘Stop!’ en ging.",
    "straight quotes": 'Hij zei: "Dat is zo." | Zij niet.',
    "quotation begins": "Dat is zo. | “Maar niet altijd.”",
    "brackets around": "Dat is zo. | (Zie ook bijlage 2.) | Daarom dit.",
    "brackets at the end": "Dat is zo (Bakker 2018). | Daarom dit.",
    "mark in brackets": "Een (kleine!) greep uit twintig (!) jaar.",
    "source after question": "Wat is nodig? | (Eerste Kamer 2019).",
    # omissions
    "(...) inside": "De wet (...) De Kamer beslist.",
    "[...] at the end": "Daar ligt het. [...] | Het moet weg.",
    "ellipsis goes on": "Nou ja… dat kan.",
    "ellipsis ends": "Nou ja... | Dat kan.",
    "dot leaders": "Inleiding . . . . . . 4",
    # notes
    "raised marker": "Het groeit.⁹ | De vraag neemt toe.",
    "two raised markers": "Het groeit.⁹,¹⁰ | De vraag neemt toe.",
    "marker before the stop": "Het groeit⁹. | De vraag neemt toe.",
    "marker after quotation": "‘Het groeit.’⁹ | De vraag neemt toe.",
    # addresses
    "URL": "Zie www.voorbeeld.nl/a.b?c=1 voor meer. | Daar staat het.",
    "URL ends": "Zie www.voorbeeld.nl. | Daar staat het.",
    "e-mail": "Mail naar a.bakker@voorbeeld.nl. | Wij helpen.",
    "file name": "Zie rapport.Def.pdf voor meer.",
    # beginnings
    "'s": "Het regent. | ’s Avonds is het droog.",
    "'t straight": "Het regent. | 't Is niet anders.",
    "lower case is no beginning": "Een uitgelezen. kans om te sparen.",
    "glued": "Het groeit snel.De vraag neemt toe.",
    "non-breaking space": "Het groeit.\xa0 | De vraag neemt toe.",
    "accent": "Zo is het. | Één plan volstaat.",
    "dash begins": "Zo is het. | – Maar niet altijd.",
}


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items()])
def test_boundaries(row: str) -> None:
    text = row.replace("| ", "")
    expected = [part.strip() for part in row.split("|")]
    if text == "Het groeit snel.De vraag neemt toe.":  # glued: no white space to mark the boundary at
        expected = ["Het groeit snel.", "De vraag neemt toe."]
    assert list(split_text(text)) == expected


def test_table_is_large() -> None:
    """The table keeps its eighty rows, a third of them without a boundary."""
    assert len(ROWS) >= 80
    assert sum("|" not in row for row in ROWS.values()) >= 27
