"""Words beside which a year may lie ahead: "verwacht in 2027", "pleitte voor een halvering in 2030".

Source: own list, written for texts of policy. It stands here and not in `lexicon`, whose lists decide how a file is
read: a word more would have every document read anew, for a question that is answered from what is stored.
"""

from typing import Final

# fmt: off
_WORDS: Final = frozenset(
    (
        "afgesproken", "akkoord", "begroot", "beschikbaar", "besloot", "besloten", "bestemd", "binnenkort",
        "doel", "doelen", "eerstvolgende", "evalueren", "gaan", "gaat", "ingaan", "ingaat", "ingang",
        "looptijd", "moest", "moesten", "moet", "moeten", "mogelijk", "perspectief", "plan", "plannen",
        "planning", "spraken", "streven", "uiterlijk", "vervallen", "vervalt", "voorgenomen", "voorziet",
        "werking", "wil", "wilde", "wilden", "willen", "zal", "zou", "zouden", "zullen",
    )
)
_BEGINNINGS: Final = (
    "aangekondigd", "aankomend", "afspra", "ambitie", "begroting", "belofte", "beloof", "beoog",
    "doelstelling", "doorrekening", "gepland", "geraamd", "horizon", "inwerking", "komend", "kondig",
    "opgave", "pleit", "prognose", "raming", "scenario", "streef", "taakstelling", "termijn", "toegezegd",
    "toekomst", "toezegging", "verwacht", "volgend", "voornemen", "voorspel", "voorstel", "voorzien",
)
# fmt: on


def is_planned(word: str) -> bool:
    """Whether a word in lower case says that something is to come, was wished for or agreed on."""
    return word in _WORDS or word.startswith(_BEGINNINGS)
