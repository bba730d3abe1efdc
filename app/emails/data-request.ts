import { Liquid } from "liquidjs";
import type { RenderedEmail } from "../domain/emails/email-values.ts";

const SUBJECT = "A customer asks which data you hold of them";
const WORDS = [
  "Shopify has passed on the request of a customer who wants to know which data is held of them.",
  "The answer with their orders and photos is ready: an admin or a manager downloads it on Home in Proofline and hands it to the customer within 30 days.",
];
const HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${SUBJECT}</title></head>
<body style="font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;">
<p>Hello {{ shop }},</p>
${WORDS.map((words) => `<p>${words}</p>`).join("\n")}
<p><a href="{{ link }}">Open Proofline</a></p>
</body>
</html>
`;
const TEXT = `Hello {{ shop }},

${WORDS.join("\n\n")}

Open Proofline:
{{ link }}
`;

/** The email to a shop whose customer has asked for their data; it says nothing of the customer. */
export function dataRequestEmail(values: { shop: string; link: string }): RenderedEmail {
  return {
    subject: SUBJECT,
    html: String(new Liquid({ outputEscape: "escape" }).parseAndRenderSync(HTML, values)),
    text: String(new Liquid().parseAndRenderSync(TEXT, values)),
  };
}
