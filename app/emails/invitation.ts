import { Liquid } from "liquidjs";
import type { RenderedEmail } from "../domain/emails/email-values.ts";

const SUBJECT = "{{ shop }} invites you to Proofline";
const WORDS = [
  "{{ shop }} would like you to work on its artwork orders as {{ roles }}.",
  "Open Proofline in the Shopify admin of the store, signed in with this e-mail address. Your work is there. Should you have no access to the admin yet, ask whoever runs the store.",
];
const HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${SUBJECT}</title></head>
<body style="font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;">
<p>Hello <bdi>{{ name }}</bdi>,</p>
${WORDS.map((words) => `<p>${words}</p>`).join("\n")}
<p><a href="{{ link }}">Open Proofline</a></p>
</body>
</html>
`;
const TEXT = `Hello {{ name }},

${WORDS.join("\n\n")}

Open Proofline:
{{ link }}
`;

/** The email to somebody who was given roles in advance; `roles` as a list in words. */
export function invitationEmail(values: { shop: string; name: string; roles: string; link: string }): RenderedEmail {
  const plain = (text: string) => String(new Liquid().parseAndRenderSync(text, values));
  return {
    subject: plain(SUBJECT).replace(/[\p{Cc}\u2028\u2029]+/gu, " "),
    html: String(new Liquid({ outputEscape: "escape" }).parseAndRenderSync(HTML, values)),
    text: plain(TEXT),
  };
}
