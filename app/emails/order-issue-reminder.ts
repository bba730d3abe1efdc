import { orderIssue } from "./order-issue.ts";
import { GREETING, ISSUES_HTML, ISSUES_TEXT, type EmailTemplate } from "./template.ts";

export const orderIssueReminder: EmailTemplate = {
  subject: "A reminder: we are waiting for a photo for your order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>Your order {{ order.name }} is still waiting for you. This is what we need:</p>
${ISSUES_HTML}
<p>On your order's page you can attach another photo or tell us to continue with the current one.</p>`,
  text: `${GREETING}

Your order {{ order.name }} is still waiting for you. This is what we need:

${ISSUES_TEXT}
On your order's page you can attach another photo or tell us to continue with the current one.`,
  button: "Look at my photos",
  sample: orderIssue.sample,
};
