"""The style of the drawing of consequences: light and dark, screen and print, three widths of one drawing.

Nothing is told by colour alone: a word and the form of a line say the same. All text stands on its ground with a
contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

NARROW, MIDDLE, WIDE = 344, 640, 1080
"""The widths in pixels in which the tree is laid out: a telephone, a sheet of paper, a screen."""

LIGHT = {"ground": "#ffffff", "ink": "#1c1b19", "quiet": "#55514a", "line": "#8a8272", "tint": "#f3f0e7"}
DARK = {"ground": "#17191c", "ink": "#ecebe6", "quiet": "#b9b5ab", "line": "#7f7b72", "tint": "#24272b"}
PAPER = {"ground": "#ffffff", "ink": "#000000", "quiet": "#333333", "line": "#555555", "tint": "#ffffff"}
LIGHT_MARKS = {"binding": "#1f3a5f", "hole": "#9a3412", "ending": "#1f3a5f", "on-ending": "#ffffff"}
DARK_MARKS = {"binding": "#9cc0ee", "hole": "#f0a36b", "ending": "#9cc0ee", "on-ending": "#101214"}
PAPER_MARKS = {"binding": "#000000", "hole": "#000000", "ending": "#000000", "on-ending": "#ffffff"}

FORMS = (
    "svg.drawing{width:100%}"
    "text{font-family:system-ui,'Segoe UI','Noto Sans','DejaVu Sans',Arial,sans-serif;font-size:15px}"
    ".title{font-size:21px;font-weight:600}.name{font-size:16px;font-weight:600}.small{font-size:13px}"
    ".strong{font-weight:600}.frame{fill:none;stroke-width:1.5}.frame.turn{stroke-dasharray:2 3}"
    ".rail{fill:none;stroke-width:1.5}.mark{stroke-width:5}.mark.advisory{stroke-width:3;stroke-dasharray:7 5}"
    ".mark.cascade{stroke-width:2}.edge{stroke-width:2;stroke-dasharray:3 4}"
)


def style(heights: dict[int, int]) -> str:
    """The whole style, for drawings of these heights in pixels by their widths."""
    return "".join(
        (
            FORMS,
            _colours(LIGHT, LIGHT_MARKS),
            f"@media (prefers-color-scheme:dark){{{_colours(DARK, DARK_MARKS)}}}",
            _shown(WIDE, heights),
            f"@media (max-width:{WIDE - 1}px){{{_shown(MIDDLE, heights)}}}",
            f"@media (max-width:{MIDDLE - 1}px){{{_shown(NARROW, heights)}}}",
            f"@media print{{{_shown(MIDDLE, heights)}{_colours(PAPER, PAPER_MARKS)}}}",
            "@page{size:A4;margin:14mm}",
        )
    )


def _colours(plain: dict[str, str], marks: dict[str, str]) -> str:
    return (
        f"svg.drawing{{background:{plain['ground']}}}.ground{{fill:{plain['ground']}}}"
        f"text{{fill:{plain['ink']}}}.quiet{{fill:{plain['quiet']}}}.rail,.frame{{stroke:{plain['line']}}}"
        f".mark{{stroke:{marks['binding']}}}.mark.advisory,.mark.cascade{{stroke:{plain['line']}}}"
        f".badge{{fill:{marks['ending']}}}.on-badge{{fill:{marks['on-ending']}}}"
        f".edge{{fill:{plain['tint']};stroke:{marks['hole']}}}.hole-word{{fill:{marks['hole']}}}"
    )


def _shown(width: int, heights: dict[int, int]) -> str:
    hidden = "".join(f".w{other}{{display:none}}" for other in heights if other != width)
    return f"svg.drawing{{height:{heights[width]}px}}.w{width}{{display:inline}}{hidden}"
