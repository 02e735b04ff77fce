/** How the report looks: light or dark as the reader has it, and fit to print. */
export const reportStyle = `
:root { color-scheme: light dark; --page: #fbfbfa; --card: #ffffff; --text: #1b1d21; --soft: #62676f; --line: #e2e3e6; --best: #c4262e; --second: #1f63c8; }
@media (prefers-color-scheme: dark) { :root { --page: #121316; --card: #1a1c20; --text: #e7e8ea; --soft: #9aa0a8; --line: #2d3036; --best: #ff7b7f; --second: #79b0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 40px 32px 80px; }
.kicker { margin: 0; color: var(--soft); font-size: 13px; }
h1 { margin: 4px 0 12px; font-size: 26px; line-height: 1.25; font-weight: 650; max-width: 46em; }
h2 { margin: 0 0 16px; font-size: 19px; font-weight: 650; }
h3 { margin: 24px 0 8px; font-size: 15px; font-weight: 600; }
.remark { max-width: 60em; margin: 0 0 12px; }
section { margin-top: 32px; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
section.failed { border-color: var(--best); }
.caption { max-width: 62em; margin: 14px 0 0; color: var(--soft); font-size: 13px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 0; padding: 0; list-style: none; font-size: 13px; }
.legend li { display: flex; align-items: center; gap: 7px; }
.legend .marks { color: var(--soft); }
.dot { width: 11px; height: 11px; border-radius: 50%; }
.truth-key { width: 3px; height: 14px; border-radius: 1px; background: var(--text); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 12px; text-align: right; white-space: nowrap; }
thead th { border-bottom: 1px solid var(--text); font-weight: 600; vertical-align: bottom; }
th[scope=row], th[scope=rowgroup], thead th:first-child, .paper thead th:nth-child(2), td.model, th[scope=col]:nth-child(2) { text-align: left; }
tbody th { font-weight: 500; }
.paper .set { width: 190px; vertical-align: top; white-space: normal; font-weight: 600; border-right: 1px solid var(--line); }
.paper tbody + tbody { border-top: 1px solid var(--text); }
tr + tr > * { border-top: 1px solid var(--line); }
details tr + tr > * { border-top: 0; }
details tr.starts > * { border-top: 1px solid var(--line); }
.arrow { color: var(--soft); }
.partial { margin-left: 10px; color: var(--soft); font-size: 12px; font-weight: 400; }
.best { color: var(--best); font-weight: 700; }
.second { color: var(--second); text-decoration: underline; text-underline-offset: 3px; }
.true { color: var(--soft); border-left: 1px solid var(--line); }
.lacking { color: var(--soft); font-style: italic; text-align: center; font-size: 13px; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 20px 28px; }
.plots figure { max-width: 560px; }
figure { margin: 0; }
figcaption { margin-top: 4px; color: var(--soft); font-size: 12px; text-align: center; }
svg { display: block; width: 100%; height: auto; font: 11px Inter, "Segoe UI", system-ui, sans-serif; fill: var(--text); }
svg .grid, svg .row { stroke: var(--line); fill: none; }
svg .axis { font-weight: 600; }
svg .note { fill: var(--soft); }
svg .truth { stroke: var(--soft); stroke-dasharray: 5 4; fill: none; }
svg .truth-mark { stroke: var(--text); stroke-width: 2.5; fill: none; }
svg .mean { stroke: var(--card); stroke-width: 2; }
.sheet { display: flex; gap: 20px; padding: 14px 0; align-items: flex-start; }
.sheet + .sheet { border-top: 1px solid var(--line); }
.about { flex: 0 0 168px; font-size: 13px; }
.about p { margin: 8px 0 0; color: var(--soft); overflow-wrap: anywhere; }
.about b { color: var(--text); }
.row { display: flex; flex: 1; gap: 10px; min-width: 0; overflow-x: auto; }
.whole { position: relative; width: 168px; overflow: hidden; border-radius: 4px; }
.whole img { display: block; width: 100%; height: 100%; object-fit: cover; }
.whole span { position: absolute; }
.whole .line { border-left: 1.5px dashed #ffd83d; }
.whole .box { border: 1.5px solid #ffd83d; }
.strip { flex: 0 0 112px; }
.strip img, .detail img { display: block; border-radius: 4px; image-rendering: pixelated; }
.detail { flex: 1 1 0; min-width: 120px; max-width: 240px; }
.detail img { width: 100%; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 24px; margin: 0 0 16px; }
dt { font-weight: 500; }
dd { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
dl.stacked { display: block; columns: 2 420px; column-gap: 36px; }
dl.stacked dt { break-after: avoid; }
dl.stacked dd { margin: 0 0 10px; font-size: 13px; break-inside: avoid; }
dl.stacked code { color: var(--soft); font-size: 12px; }
code, pre { font: 12.5px/1.5 "JetBrains Mono", ui-monospace, monospace; }
pre { margin: 8px 0; padding: 12px; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
details { margin-top: 12px; }
summary { cursor: pointer; font-size: 14px; }
details .wide { margin-top: 10px; }
@media (max-width: 760px) { main { padding: 20px 12px; } .sheet { flex-direction: column; } }
@media print { body { background: none; } section { border: 0; padding: 0; break-inside: auto; } .sheet { break-inside: avoid; } }
`;
