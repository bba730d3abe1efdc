const CELL = 'style="padding:0 0 12px;font-size:16px;line-height:1.5;"';
const PICTURE =
  'width="120" style="display:block;width:120px;max-width:120px;height:auto;border-radius:4px;border:1px solid #c9cccf;"';

// One of what an email is about: its picture beside what tells it from the others.
const ITEM = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
{% if shown.picture %}<td width="120" valign="top" style="padding:0 16px 12px 0;"><img src="{{ shown.picture }}" alt="{{ pictured }}: {{ shown.product }}" ${PICTURE}></td>{% endif %}
<td valign="top" ${CELL}><strong><bdi>{{ shown.product }}</bdi></strong>{% if shown.variant %} (<bdi>{{ shown.variant }}</bdi>){% endif %}, {{ words.item }} {{ shown.number }}{% if shown.part %}<br><bdi>{{ shown.part }}</bdi>{% endif %}{% for detail in shown.details %}<br><bdi>{{ detail.name }}: {{ detail.value }}</bdi>{% endfor %}`;
const END = "</td></tr></table>\n";

/** What a body may put in with \`{% include "issues" %}\`, by name: the closed list. \`most\` bounds how many are shown. */
export const PARTS = {
  issues: `{% assign pictured = words.photo %}{% for shown in issues limit: most %}${ITEM}<br><bdi>{{ shown.reason }}</bdi>{% if shown.comment != "" %}<br><span dir="auto" style="display:block;padding:4px 0 4px 12px;border-left:4px solid {{ color }};">{{ shown.comment | lines }}</span>{% endif %}${END}{% endfor %}{% if words.more_issues %}<p>{{ words.more_issues }}</p>{% endif %}`,
  artworks: `{% assign pictured = words.artwork %}{% for shown in items limit: most %}${ITEM}${END}{% endfor %}{% if words.more_items %}<p>{{ words.more_items }}</p>{% endif %}`,
  answer: `{% if answer %}<p dir="auto" style="margin:0 0 16px;padding:12px 16px;border-left:4px solid {{ color }};">{{ answer | lines }}</p>{% endif %}`,
};
