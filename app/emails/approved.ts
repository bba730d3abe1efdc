import { GREETING, SAMPLE, type EmailTemplate } from "./template.ts";

export const approved: EmailTemplate = {
  subject: "Thank you for approving your artwork: order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>Thank you for approving {% if items.size > 1 %}all artworks{% else %}the artwork{% endif %} of your order {{ order.name }}. It goes to print now, and you will hear from us again when it is on its way.</p>`,
  text: `${GREETING}

Thank you for approving {% if items.size > 1 %}all artworks{% else %}the artwork{% endif %} of your order {{ order.name }}. It goes to print now, and you will hear from us again when it is on its way.`,
  button: "See my order",
  sample: SAMPLE,
};
