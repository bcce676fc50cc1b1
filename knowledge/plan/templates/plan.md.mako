<%!
    # Mako takes a line that begins with two number signs for a comment.
    H2, H3 = "##", "###"
%>\
<%def name="cited(fact)">\
% if fact.source and web(fact.source.url):
 (source: [${fact.source.title}](<${fact.source.url | n,address}>), ${fact.source.as_of.isoformat()})\
% elif fact.source:
 (source: ${fact.source.title}, ${fact.source.url}, ${fact.source.as_of.isoformat()})\
% elif fact.is_unverified:
 (not verified)\
% endif
</%def>\
<%def name="page(credential)">\
% if web(credential.url):
<${credential.url | n,address}>\
% else:
${credential.url}\
% endif
</%def>\
<%def name="unread(moment)">\
% if moment.is_unverified:
 (not verified)\
% endif
</%def>\
<%def name="listed(facts)">\
% for fact in facts:
- ${fact.label}: ${fact.told}${cited(fact)}
% endfor
</%def>\
# ${plan.title}

Made on ${told(plan.made)}. Receipt: ${plan.receipt}.
Every fact has its source beside it; "not verified" means that nobody has read it in one. Look again before you pay.

**${plan.advised}.** ${plan.because}
% for note in plan.notes:

${note}
% endfor
% if plan.told:

${H2 | n} What you told me

% for label, value in plan.told:
- ${label}: ${value}
% endfor
% endif
% for number, step in enumerate(plan.steps, start=1):

${H2 | n} Step ${number}: ${step.credential.name}

Awarded by ${step.credential.issuer}. Its page: ${page(step.credential)}

${step.why}

${listed(step.facts)}\
- Start: ${told(step.starts) if step.starts else "not known yet"}
- Suggested finish: ${told(step.finishes) if step.finishes else "not known yet"}. ${step.pace}
% if step.expires:
- Renew by: ${told(step.expires)}, if you finish on that day${cited(step.lapse)}
% endif

${H3 | n} Who recognises it

${listed(step.recognised)}\
% if not step.recognised:
${nobody}
% endif
% if step.doubts or step.asks:

${H3 | n} Before you pay

% for doubt in step.doubts:
- Consider: ${doubt}
% endfor
% for ask in step.asks:
- [ ] ${ask}
% endfor
% endif
% endfor

${H2 | n} Days to remember

% for moment in plan.moments:
- ${told(moment.day)}: ${moment.title}${unread(moment)}
% endfor
% if plan.alternatives:

${H2 | n} If that does not suit

% for other in plan.alternatives:
${H3 | n} ${other.credential.name}

Awarded by ${other.credential.issuer}. Its page: ${page(other.credential)}

${other.why}

${listed(other.facts)}
% endfor
% endif
