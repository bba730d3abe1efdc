import { GREETING, SAMPLE, type EmailTemplate } from "./template.ts";

export const approvalReminder: EmailTemplate = {
  subject: "A reminder: your artwork is waiting for your approval, order {{ order.name }}",
  html: `<p>${GREETING}</p>
<p>Your artwork for order {{ order.name }} is ready and waits for you. We print it as soon as you have approved it; if something should be different, tell us on the same page.</p>`,
  text: `${GREETING}

Your artwork for order {{ order.name }} is ready and waits for you. We print it as soon as you have approved it; if something should be different, tell us on the same page.`,
  button: "Look at my artwork",
  sample: SAMPLE,
};
