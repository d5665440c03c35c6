"""Two hundred Dutch policy sentences of the tests' own, from short to long, with the signs that policy texts have."""

from itertools import product
from typing import Final

_OPENINGS: Final = (
    "De gemeente moet",
    "Wij vinden dat het kabinet vóór 1 juli 2026 behoort",
    "Volgens de fictieve Raad voor Buurtzorg (2021, p. 14) zouden regio’s kunnen",
    "“Het Rijk weigert al jaren”, zegt de wethouder, “om",
    "In art. 2.3, eerste lid, Jeugdwet staat niet dat scholen verplicht zijn",
    "Daarom adviseren we coöperaties, buurtteams en huisartsen¹²",
    "Tussen 2015 en 2023 lukte het 38,5% van de aanbieders niet",
    "Het is o.a. aan de minister (Kamerstukken II 2019/20, 98 765, nr. 4)",
    "• Aanbeveling 3: laat de VNG",
    "Dat kost naar schatting € 1,2 miljard; toch is het verstandig",
)
_MIDDLES: Final = (
    "de wachttijden voor specialistische jeugdhulp te halveren",
    "één vast gezicht per gezin te organiseren",
    "minder aanbieders te contracteren en méér samen te werken",
    "het geld naar de wijk te brengen",
)
_ENDINGS: Final = (
    ".",
    ", ook als dat op korte termijn duurder is.",
    " — mits de privacy van ouders en kinderen is geborgd, zoals eerder in onze brief werd bepleit — en daarover"
    " jaarlijks aan de gemeenteraad verslag te doen, met cijfers over instroom, duur, uitval en tevredenheid per wijk.",
    "!?",
    " (zie ook hoofdstuk 4 en bijlage B).",
)

SENTENCES: Final = tuple(f"{first} {second}{third}" for first, second, third in product(_OPENINGS, _MIDDLES, _ENDINGS))
