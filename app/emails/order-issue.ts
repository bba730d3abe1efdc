import { GREETING, ISSUES_HTML, ISSUES_TEXT, SAMPLE, type EmailTemplate } from "./template.ts";

const issue = {
  itemNumber: 1,
  product: "Yellow Portrait",
  variant: "LivingRoom / Full",
  reason: "Blurry",
  comment: "The eyes are out of focus. Do you have one taken in daylight?",
};

export const orderIssue: EmailTemplate = {
  subject: "We need a better photo for your order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>Thank you for your order {{ order.name }}. Before we can start, we need your help with {% if issues.size == 1 %}a photo{% else %}{{ issues.size }} photos{% endif %}:</p>
${ISSUES_HTML}
<p>On your order's page you can attach another photo or tell us to continue with the current one. We continue as soon as we hear from you.</p>`,
  text: `${GREETING}

Thank you for your order {{ order.name }}. Before we can start, we need your help with {% if issues.size == 1 %}a photo{% else %}{{ issues.size }} photos{% endif %}:

${ISSUES_TEXT}
On your order's page you can attach another photo or tell us to continue with the current one. We continue as soon as we hear from you.`,
  button: "Look at my photos",
  sample: { ...SAMPLE, issues: [issue] },
};
