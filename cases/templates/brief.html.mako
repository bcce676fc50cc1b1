<%def name="told(parts, level)">\
% for part in parts:
<section>
<h${level}>${part.title}</h${level}>
% if part.lines:
<ul>
% for line in part.lines:
<li>${line}</li>
% endfor
</ul>
% endif
% if part.rows:
<dl>
% for label, text in part.rows:
<dt>${label}</dt><dd>${text}</dd>
% endfor
</dl>
% endif
${told(part.parts, level + 1)}\
</section>
% endfor
</%def>\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 0 auto; padding: 1rem; color: #1d2733; background: #fff; }
  h1, h2, h3 { line-height: 1.25; }
  h2 { margin-top: 1.6rem; border-bottom: 1px solid #8894a3; }
  dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .3rem 1rem; margin: .5rem 0; }
  dt { font-weight: 600; overflow-wrap: anywhere; }
  dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; unicode-bidi: isolate; }
  @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
  @media print { @page { margin: 18mm; } body { font-size: 10pt; max-width: none; padding: 0; } section section, dt, dd { break-inside: avoid; } }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${told(sections, 2)}\
</main>
</body>
</html>
