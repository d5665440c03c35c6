"""Names of persons in places where persons are named: a byline, a signature, the authors of a colophon.

Not for running text: the pattern takes any two words with capitals, so the caller says where a name may stand.
"""

import re

_TITLE = r"(?:(?:[Pp]rof|[Dd]r|[Mm]r|[Dd]rs|[Ii]r|[Ii]ng|[Dd]hr|[Mm]w|[Mm]evr|[Jj]hr|MSc|PhD|BSc)\.?\s?)"
_GIVEN = r"(?:[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?|(?:(?:[A-ZÀ-Þ][a-z]?|IJ)\.[\s-]?){1,6})"
_PARTICLE = (
    r"(?:van der|van den|van de|van ’t|van 't|van het|op de|op den|in ’t|in 't|uit den|"
    r"van|de|der|den|te|ten|ter|von|el|la|’t|'t|bij de)"
)
_FAMILY = r"(?:[’'][a-z]-?)?[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:-[A-ZÀ-Þ][\wà-ÿ]+)?"
_PERSON = re.compile(
    rf"(?<![\w.-])(?:{_TITLE}){{0,4}}(?P<name>{_GIVEN}(?:\s?{_GIVEN}){{0,3}}?\s?"
    rf"(?:{_PARTICLE}\s)?{_FAMILY}(?:\s(?:{_PARTICLE}\s)?{_FAMILY})?)(?![\w])"
)
# Words with a capital that no person bears: places, functions and kinds of body, as they stand in signatures.
_NOT_PERSON = re.compile(
    r"\b(?:Den Haag|Tweede|Eerste|Kamer|Minister|Ministerie|Staatssecretaris|Directeur|Bestuur|Stichting|Vereniging|"
    r"Gemeente|Provincie|Raad|Associatie|Wijkteams?|Nederland(?:se)?|Universiteit|University|Postbus|Telefoon|Mail|"
    r"Contact|Namens|Voorzitter|Secretaris|Geachte|Met|Hoogachtend|Instituut|Zaken|Welzijn|Sport|Justitie|Veiligheid|"
    r"Volksgezondheid|Onderwijs|Cultuur|Wetenschap|Programmamanager|Programma|Departement|Afdeling|Directie|College|"
    r"Hoofddocent|Hoogleraar|Research|Bijlage[n]?|Pagina|Kenmerk|Datum|Onderwerp|Betreft|Bezoekadres|Postadres|"
    r"Amsterdam|Rotterdam|Utrecht|Groningen|Wethouder|Burgemeester|Wethouders|Gemeenten|Instituut|Team|Teams|"
    r"State|Kingdom|Relations|Director|Directeur-generaal|Policy|Staten|Generaal|Directoraat|Collectie|Project|Plan|Action|Hoofd|Teammanager|Afdelingshoofd|Manager|Bureau|Bestuurscommissie|Handel|Vergunningen|Internationaal|Teamleider|Coördinator|Beleidsmedewerker|Namens|The|And|Of|Financiën|Publicatie|Uitgave|Vormgeving|Colofon|Foto|Tekst|Redactie|Druk|Illustratie|Auteur|Auteurs|De|Het|Een|"
    # what stands in the place of a name that was blacked out: "Gedeeltelijk, Art. 10 lid 2"
    r"Gedeeltelijk|Geheel|Art|Artikel|Lid|Wob|Woo)\b"
)


def find_persons(text: str) -> tuple[str, ...]:
    """Names of persons in a line in which persons are named, without titles, in order.

    Forms: "Lex van Eijndhoven", "J.P.H. Donner", "Prof. dr. A.B. de Vries-Jansen". A single word is no name.
    """
    names: list[str] = []
    for match in _PERSON.finditer(text):
        name = " ".join(match["name"].split())
        if not _NOT_PERSON.search(name) and name not in names:
            names.append(name)
    return tuple(names)
