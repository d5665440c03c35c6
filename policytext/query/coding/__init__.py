"""Coding by people: what is proposed to them, how far they agree, and what of it can become a correction.

`proposing` finds the statements that a coder is shown, `drafting` says what a change of one field makes of the others,
`reliability` has the coefficients and `agreement` applies them to decisions, `adopting` compares decisions with the
index. Decisions themselves are kept by the store (docs/adr/0042-coding-ledger.md). Each is imported by itself: only the
first needs what questions by meaning need.
"""
