"""A timeline to see and to take along: a page for the browser, a chart, rows, and files for network analysis.

Everything is made from `query.answers.Timeline` and quotations of the store; words for stances and changes come from
the command line (`wording.Wording`), so that a page and the terminal say the same.
"""
