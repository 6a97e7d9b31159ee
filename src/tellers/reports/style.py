"""The one style of a declaration's page: light and dark, screen and print, from 320 pixels up.

It is constant text, so that its hash can stand in the page's content security policy.
"""

from base64 import b64encode
from hashlib import sha256

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #efece4; --sheet: #fffefb; --ink: #1c1b19; --quiet: #57534b; --line: #cfc9bb; --rule: #1c1b19;
  --tint: #f6f3ea; --for: #1f3a5f; --other: #8a8272; --empty: #fffefb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121315; --sheet: #1b1d20; --ink: #ecebe6; --quiet: #b3b0a6; --line: #3c3f44; --rule: #8d8a80;
    --tint: #24272b; --for: #9cc0ee; --other: #8f8c84; --empty: #1b1d20;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 56rem; padding: 2.5rem 3.25rem 2rem; background: var(--sheet); color: var(--ink);
  font: 1rem/1.55 "Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif;
  overflow-wrap: break-word; border-top: 6px solid var(--rule);
}
h1, h2, h3, .question {
  font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "DejaVu Serif", Georgia, serif;
  line-height: 1.25; text-wrap: balance;
}
h1 { font-size: 2.6rem; font-weight: 600; margin: 1.4rem 0 .1rem; letter-spacing: -.01em; }
h2 {
  font-size: 1.3rem; font-weight: 600; margin: 2.6rem 0 .7rem; padding-top: .7rem; border-top: 1px solid var(--rule);
}
h3 { font-size: 1.08rem; font-weight: 600; margin: 1.4rem 0 .3rem; }
p, ul, dl { margin: 0 0 .7rem; }
ul { padding-left: 1.2rem; }
li { margin-bottom: .25rem; }
li:dir(rtl) { margin-right: 1.2rem; }
header p { margin: 0; color: var(--quiet); }
header .organisation { color: var(--ink); font-weight: 600; }
.question {
  font-size: 1.25rem; margin: 1.6rem 0 0; padding-left: 1.1rem; border-left: 3px solid var(--rule); text-wrap: pretty;
}
.score { font-size: 1.75rem; line-height: 1.2; margin: 0; font-variant-numeric: tabular-nums; }
.quiet, caption, .source { color: var(--quiet); }
.source, code, td li { overflow-wrap: anywhere; }
.number, .exact { font-variant-numeric: tabular-nums; }
.exact, .source { font-size: .86rem; }
.exact { color: var(--quiet); margin-left: .55rem; }
.known + .source { margin-left: .6rem; }
code { font: .9em/1.5 "DejaVu Sans Mono", Consolas, Menlo, "Noto Sans Mono", monospace; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .8rem; }
caption { text-align: left; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem .7rem .42rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 1px solid var(--rule); font-size: .88rem; }
th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; padding-right: 1.4rem; }
thead th.number { white-space: normal; }
tr.sum > * { background: var(--tint); }
tr.sum > th { padding-left: .5rem; }
tr.part > th { padding-left: 1.4rem; font-weight: 400; }
.known { display: inline-block; border: 1px solid; border-radius: 3px; padding: 0 .4em; font-size: .8rem; }
.known.proved { border-width: 2px; font-weight: 600; }
.known.assumed { border-style: dashed; }
.answer dl, .facts { display: grid; grid-template-columns: 8.5rem 1fr; gap: .45rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; min-width: 0; }
.bar { display: block; margin: 1.1rem 0 .3rem; overflow: visible; }
.bar text { fill: var(--ink); font-size: .88rem; font-weight: 600; }
.fill { stroke: var(--ink); stroke-width: 1; }
.fill.for { fill: var(--for); }
.fill.not-returned { fill: var(--empty); }
.ground { fill: var(--empty); }
.stroke { stroke: var(--other); stroke-width: 2.4; fill: none; }
.dot { fill: var(--other); }
.mark { stroke: var(--ink); stroke-width: 2.5; }
.mark-edge { stroke: var(--sheet); stroke-width: 6.5; }
.swatch { vertical-align: -.15em; margin-right: .5rem; }
.meanings { list-style: none; padding: 0; }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; margin-bottom: 1.2rem; }
.step { border: 1px solid var(--line); border-left: 4px solid var(--rule); padding: .8rem 1rem .3rem; }
.step + .step { margin-top: 1rem; }
.step.not { border-left: 4px dashed var(--line); }
.step h3 { margin-top: 0; }
.prints th { width: 15rem; }
.signatures { display: none; }
footer { margin-top: 2.6rem; border-top: 1px solid var(--rule); padding-top: .7rem; font-size: .88rem; }
@media (max-width: 40rem) {
  body { padding: 1.3rem 1.05rem; }
  h1 { font-size: 1.9rem; }
  .score { font-size: 1.35rem; }
  .known + .source, .exact { display: block; margin: 0; white-space: normal; }
  .question { font-size: 1.1rem; }
  .answer dl, .facts { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
  th, td { padding-right: .45rem; }
  td.number, th.number { padding-right: .7rem; }
  .prints th { width: 7.5rem; }
}
@media (max-width: 24rem) {
  thead th { font-size: .8rem; }
  td.number, th.number { padding-right: .4rem; }
}
@media (max-width: 21rem) {
  body { padding: 1rem .7rem; }
}
@media (forced-colors: active) {
  .fill.for { fill: CanvasText; }
}
@media print {
  :root {
    --ground: #fff; --sheet: #fff; --ink: #000; --quiet: #333; --line: #999; --rule: #000; --tint: #fff;
    --for: #000; --other: #000; --empty: #fff;
  }
  @page { size: A4; margin: 17mm 18mm 18mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); } }
  html { font-size: 9.8pt; }
  body { max-width: none; padding: 0; border: 0; }
  h1 { margin-top: 1rem; }
  h2 { margin-top: 1.4rem; padding-top: .5rem; }
  th, td { padding-top: .26rem; padding-bottom: .26rem; }
  h2, h3, caption { break-after: avoid; }
  .answer dl, .facts { display: block; }
  dt { break-after: avoid; margin-bottom: -1.55em; white-space: nowrap; }
  dd { margin: 0 0 .45rem 9.5rem; }
  tr, li, table, .step, .answer, .signatures { break-inside: avoid; }
  .signatures { display: block; }
  .signatures td { height: 3.2rem; }
}
""".strip()


def style_hash() -> str:
    """The style's source expression in a content security policy."""
    return f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
