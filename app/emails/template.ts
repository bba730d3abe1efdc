import type { EmailValues } from "../domain/emails/email-values.ts";

/** One email as Liquid texts; `html` and `text` are the middle of the page, which every email shares the rest of. */
export type EmailTemplate = { subject: string; html: string; text: string; button: string; sample: EmailValues };

/** Values to show a template with, where a kind has nothing special. */
export const SAMPLE: EmailValues = {
  shop: { name: "Pawtraits" },
  order: { name: "#1023" },
  customer: { name: "Jamie" },
  link: "https://pawtraits.example/apps/proofline/o/sample",
  issues: [],
  items: [{ number: 1, product: "Yellow Portrait", variant: "LivingRoom / Full" }],
  answer: null,
};

/** The opening line, with or without a name. */
export const GREETING = "{% if customer.name %}Hello {{ customer.name }},{% else %}Hello,{% endif %}";

/** The open issues as paragraphs, for the HTML part. */
export const ISSUES_HTML = `{% for issue in issues %}
<p style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #b98900;">
<strong><bdi>{{ issue.product }}</bdi>{% if issue.variant %} (<bdi>{{ issue.variant }}</bdi>){% endif %}, item {{ issue.itemNumber }}</strong><br>
<bdi>{{ issue.reason }}</bdi>{% if issue.comment != "" %}<br><span dir="auto" style="display:block;">{{ issue.comment | escape | newline_to_br | raw }}</span>{% endif %}
</p>{% endfor %}`;

/** The open issues as lines, for the text part. */
export const ISSUES_TEXT = `{% for issue in issues %}- {{ issue.product }}{% if issue.variant %} ({{ issue.variant }}){% endif %}, item {{ issue.itemNumber }}: {{ issue.reason }}{% if issue.comment != "" %}
  {{ issue.comment }}{% endif %}
{% endfor %}`;
