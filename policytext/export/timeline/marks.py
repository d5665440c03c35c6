"""The signs of a chart as SVG shapes: a position by its stance, a change by its kind.

Every colour is given as an attribute, for pictures and programs without style sheets; a page overrides it by class, so
that it can follow the reader's light or dark setting. Shapes tell stances apart without colour.
"""

from html import escape

from policytext.types.vocabulary import Change, Stance

#: Fills of a light background, with a contrast of at least 4.5 to white. Also in page.css, with those for dark.
STANCE_COLOURS = {Stance.PRO: "#0b6b5d", Stance.CONTRA: "#b3261e", Stance.MIXED: "#8a5a00", Stance.NEUTRAL: "#515c66"}
INK = "#1b1f23"
FAINT_INK = "#515c66"
RULE = "#c9d1d9"
PAPER = "#ffffff"
LINE = "#7a8691"
FONT = "Helvetica, Arial, sans-serif"

#: Half the size of a mark in pixels.
SIZE = 7.0
CHANGE_RADIUS = 8.5
#: A sign for each change, of one or two characters; a change that has none yet gets a dot.
CHANGE_SIGNS = {
    Change.SAME: "=",
    Change.STRENGTHENED: "↑",
    Change.WEAKENED: "↓",
    Change.REVERSED: "↕",
    Change.NEW: "+",
    Change.DROPPED: "×",
    Change.FIGURE_CHANGED: "#",
    Change.CONDITION_ADDED: "§+",
    Change.CONDITION_REMOVED: "§−",
    Change.SCOPE_NARROWED: "><",
    Change.SCOPE_WIDENED: "<>",
}
_OTHER_SIGN = "•"


def change_sign(change: Change) -> str:
    """The sign of a change."""
    return CHANGE_SIGNS.get(change, _OTHER_SIGN)


def text(x: float, y: float, words: str, *, size: float = 12, look: str = "ink", anchor: str = "start") -> str:
    """A line of text; `words` are escaped already. `look` is a class: ink, faint or bold."""
    fill = FAINT_INK if look == "faint" else INK
    weight = ' font-weight="bold"' if look == "bold" else ""
    # The font stands on every text: MuPDF, which draws the PNG, does not inherit it.
    return (
        f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size:g}" fill="{fill}"'
        f' text-anchor="{anchor}"{weight}>{words}</text>'
    )


def stance_mark(x: float, y: float, stance: Stance, *, hollow: bool, unsure: bool) -> str:
    """A position: up for pro, down for contra, a diamond for mixed, a round for neutral; hollow where reported."""
    colour = STANCE_COLOURS[stance]
    size = SIZE
    fill = PAPER if hollow else colour
    look = f'class="s-{stance.value}{" hollow" if hollow else ""}" fill="{fill}" stroke="{colour}" stroke-width="2"'
    if stance is Stance.NEUTRAL:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 1:g}" {look}/>'
    else:
        corners = {
            Stance.PRO: ((0, -size), (size, size * 0.8), (-size, size * 0.8)),
            Stance.CONTRA: ((0, size), (size, -size * 0.8), (-size, -size * 0.8)),
            Stance.MIXED: ((0, -size), (size, 0), (0, size), (-size, 0)),
        }[stance]
        places = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
        shape = f'<polygon points="{places}" {look} stroke-linejoin="round"/>'
    return shape + (text(x + size + 1, y - 2, "?", size=11, look="bold") if unsure else "")


def change_mark(x: float, y: float, change: Change) -> str:
    """A change: a round with its sign."""
    sign = change_sign(change)
    size = 12.0 if len(sign) == 1 else 9.0
    return (
        f'<circle class="change" cx="{x:.1f}" cy="{y:.1f}" r="{CHANGE_RADIUS:g}" fill="{PAPER}" stroke="{LINE}"'
        f' stroke-width="1.2"/>' + text(x, y + size * 0.35, escape(sign), size=size, look="bold", anchor="middle")
    )


def line(x0: float, y0: float, x1: float, y1: float, look: str = "rule") -> str:
    """A straight line: a rule of the grid, or what joins two positions (look "join")."""
    colour, width = (LINE, 1.6) if look == "join" else (RULE, 1)
    return (
        f'<line class="{look}" x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )


def open_end(x: float, y: float) -> str:
    """An arrow to the right: from here on, nobody knows until when."""
    return "".join(
        line(*ends, "join") for ends in ((x, y, x + 16, y), (x + 12, y - 3, x + 16, y), (x + 12, y + 3, x + 16, y))
    )


def dashes(x0: float, y0: float, x1: float, y1: float) -> str:
    """A broken line, drawn dash by dash: MuPDF draws a stroke-dasharray whole."""
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1.0)
    count = max(int(length // 8), 1)
    parts = [
        f"M{x0 + (x1 - x0) * k / count:.1f} {y0 + (y1 - y0) * k / count:.1f}"
        f"L{x0 + (x1 - x0) * (k + 0.5) / count:.1f} {y0 + (y1 - y0) * (k + 0.5) / count:.1f}"
        for k in range(count)
    ]
    return f'<path class="join" d="{"".join(parts)}" stroke="{LINE}" stroke-width="1.6" fill="none"/>'
