import { GREETING, SAMPLE, type EmailTemplate } from "./template.ts";

export const artworkApproval: EmailTemplate = {
  subject: "Your artwork is ready to look at: order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>{% if items.size > 1 %}The {{ items.size }} artworks{% else %}The artwork{% endif %} for your order {{ order.name }} {% if items.size > 1 %}are{% else %}is{% endif %} ready. Please take a close look: we print only what you have approved.</p>
<ul>{% for item in items %}<li><bdi>{{ item.product }}</bdi>{% if item.variant %} (<bdi>{{ item.variant }}</bdi>){% endif %}</li>{% endfor %}</ul>
<p>On your order's page you can approve the artwork or ask for changes.</p>`,
  text: `${GREETING}

{% if items.size > 1 %}The {{ items.size }} artworks{% else %}The artwork{% endif %} for your order {{ order.name }} {% if items.size > 1 %}are{% else %}is{% endif %} ready. Please take a close look: we print only what you have approved.

{% for item in items %}- {{ item.product }}{% if item.variant %} ({{ item.variant }}){% endif %}
{% endfor %}
On your order's page you can approve the artwork or ask for changes.`,
  button: "Look at my artwork",
  sample: SAMPLE,
};
