<%def name="cited(fact)">\
% if fact.source and web(fact.source.url):
<a href="${fact.source.url}">${fact.source.title}</a>, <time>${fact.source.as_of.isoformat()}</time>\
% elif fact.source:
${fact.source.title}, ${fact.source.url}, <time>${fact.source.as_of.isoformat()}</time>\
% elif fact.is_unverified:
<strong>not verified</strong>\
% endif
</%def>\
<%def name="day(value)">\
% if value:
<time datetime="${value.isoformat()}">${told(value)}</time>\
% else:
not known yet\
% endif
</%def>\
<%def name="unread(moment)">\
% if moment.is_unverified:
 <strong>(not verified)</strong>\
% endif
</%def>\
<%def name="page(credential)">\
% if web(credential.url):
<a href="${credential.url}">its page</a>\
% else:
${credential.url}\
% endif
</%def>\
<%def name="table(caption, head, facts)">\
  <table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${head}</th><th scope="col">What is on record</th><th scope="col">Source</th></tr></thead>
    <tbody>
% for fact in facts:
      <tr><th scope="row">${fact.label}</th><td>${fact.told}</td><td>${cited(fact)}</td></tr>
% endfor
    </tbody>
  </table>
</%def>\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${plan.title}</title>
<style>
  body { font: 1rem/1.5 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 0 auto; padding: 1rem; color: #1d2733; background: #fff; }
  h1, h2, h3, caption, th { font-family: system-ui, sans-serif; line-height: 1.25; }
  h2 { margin-top: 2rem; border-bottom: 1px solid #8894a3; }
  a { color: #0b4a8f; }
  table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
  caption { text-align: left; font-weight: bold; padding: .4rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #ccd3db; overflow-wrap: anywhere; }
  tbody th { font-weight: normal; width: 24%; overflow-wrap: normal; }
  @media print {
    @page { margin: 18mm; }
    body { font-size: 10.5pt; max-width: none; padding: 0; }
    h2, h3, caption { break-after: avoid; }
    tr, li { break-inside: avoid; }
    thead { display: table-header-group; }
    a { color: inherit; text-decoration: none; }
    a[href]::after { content: " <" attr(href) ">"; font-size: 85%; overflow-wrap: anywhere; }
  }
</style>
</head>
<body>
<main>
<h1>${plan.title}</h1>
<p>Made on ${day(plan.made)}. Receipt: <code>${plan.receipt}</code>.<br>
Every fact has its source beside it; <strong>not verified</strong> means that nobody has read it in one. Look again before you pay.</p>
<p><strong>${plan.advised}.</strong> ${plan.because}</p>
% for note in plan.notes:
<p>${note}</p>
% endfor
% if plan.told:

<section aria-labelledby="told">
  <h2 id="told">What you told me</h2>
  <ul>
% for label, value in plan.told:
    <li>${label}: ${value}</li>
% endfor
  </ul>
</section>
% endif
% for number, step in enumerate(plan.steps, start=1):

<section aria-labelledby="step-${number}">
  <h2 id="step-${number}">Step ${number}: ${step.credential.name}</h2>
  <p>Awarded by ${step.credential.issuer}; ${page(step.credential)}.</p>
  <p>${step.why}</p>
  <ul>
    <li>Start: ${day(step.starts)}</li>
    <li>Suggested finish: ${day(step.finishes)}. ${step.pace}</li>
% if step.expires:
    <li>Renew by: ${day(step.expires)}, if you finish on that day; ${cited(step.lapse)}</li>
% endif
  </ul>
${table("The facts", "Fact", step.facts)}\
% if step.recognised:
${table("Who recognises it", "Who", step.recognised)}\
% else:
  <p>Who recognises it? ${nobody}</p>
% endif
% if step.doubts or step.asks:
  <h3>Before you pay</h3>
  <ul>
% for doubt in step.doubts:
    <li>Consider: ${doubt}</li>
% endfor
% for ask in step.asks:
    <li>${ask}</li>
% endfor
  </ul>
% endif
</section>
% endfor

<section aria-labelledby="days">
  <h2 id="days">Days to remember</h2>
  <ul>
% for moment in plan.moments:
    <li>${day(moment.day)}: ${moment.title}${unread(moment)}</li>
% endfor
  </ul>
</section>
% if plan.alternatives:

<section aria-labelledby="others">
  <h2 id="others">If that does not suit</h2>
% for other in plan.alternatives:
  <h3>${other.credential.name}</h3>
  <p>Awarded by ${other.credential.issuer}; ${page(other.credential)}. ${other.why}</p>
${table("Its facts", "Fact", other.facts)}\
% endfor
</section>
% endif
</main>
</body>
</html>
