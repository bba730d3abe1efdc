import { GREETING, SAMPLE, type EmailTemplate } from "./template.ts";

export const returnToCustomer: EmailTemplate = {
  subject: "About the changes you asked for: order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>You asked for changes to the artwork of your order {{ order.name }}. This is our answer:</p>
{% if answer %}<p dir="auto" style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #005bd3;">{{ answer | escape | newline_to_br | raw }}</p>{% endif %}
<p>Please look at the artwork once more. You can approve it or write to us again on your order's page.</p>`,
  text: `${GREETING}

You asked for changes to the artwork of your order {{ order.name }}. This is our answer:

{{ answer }}

Please look at the artwork once more. You can approve it or write to us again on your order's page.`,
  button: "Look at my artwork",
  sample: {
    ...SAMPLE,
    answer: "The collar in your photo is red, so we painted it red. Would you like it blue all the same?",
  },
};
