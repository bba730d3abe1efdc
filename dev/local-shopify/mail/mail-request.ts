import type { LocalMail } from "../shapes.ts";

export type MailError = { message: string; field: string | null; help: string | null };
type Person = { email?: unknown; name?: unknown };
type Body = {
  personalizations?: unknown;
  from?: Person;
  reply_to?: Person;
  subject?: unknown;
  content?: unknown;
  custom_args?: Record<string, unknown>;
  headers?: Record<string, unknown>;
  template_id?: unknown;
};
type Personalization = { to?: unknown; subject?: unknown; custom_args?: Record<string, unknown> };

/** The messages one v3 request asks for (one per recipient), or the mail service's own complaints about it. */
export function readMailRequest(
  body: Body,
): { mails: Omit<LocalMail, "id" | "at" | "state">[] } | { errors: MailError[] } {
  const errors = complaints(body);
  if (errors.length > 0) return { errors };
  const parts = body.content as { type: string; value: string }[];
  const text = parts.find(({ type }) => type === "text/plain")?.value ?? "";
  const html = parts.find(({ type }) => type === "text/html")?.value ?? "";
  return {
    mails: (body.personalizations as Personalization[]).flatMap(({ to, subject, custom_args: own }) =>
      (to as { email: string }[]).map(({ email }) => ({
        to: email,
        from: addressOf(body.from),
        ...(body.reply_to ? { replyTo: addressOf(body.reply_to) } : {}),
        subject: String(subject ?? body.subject),
        html,
        text,
        ...(body.headers ? { headers: textsOf(body.headers) } : {}),
        customArgs: textsOf({ ...body.custom_args, ...own }),
      })),
    ),
  };
}

function textsOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** What SendGrid writes itself (docs of the mail send API, "headers"). */
const RESERVED =
  /^(x-sg-e?id|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$/i;

function complaints(body: Body): MailError[] {
  const groups = body.personalizations;
  if (!Array.isArray(groups) || groups.length === 0) {
    return [
      complaint(
        "The personalizations field is required and must have at least one personalization.",
        "personalizations",
        "personalizations-must-be-array",
      ),
    ];
  }
  const errors = Object.entries(body.headers ?? {}).flatMap(([name, value]) =>
    RESERVED.test(name) || typeof value !== "string"
      ? complaint(`The header ${name} is reserved, or is no text.`, "headers", "message.headers")
      : [],
  );
  groups.forEach((group: Personalization, index) => {
    const to = group?.to;
    if (!Array.isArray(to) || to.length === 0)
      errors.push(
        complaint(
          "The to array is required for all personalization objects, and must have at least one email object with a valid email address.",
          `personalizations.${index}.to`,
          "message.personalizations.to",
        ),
      );
    else
      to.forEach((person: Person, at) => {
        if (!isAddress(person?.email))
          errors.push(
            complaint(
              "Does not contain a valid address.",
              `personalizations.${index}.to.${at}.email`,
              "message.personalizations.to",
            ),
          );
      });
  });
  if (!isAddress(body.from?.email))
    errors.push(
      complaint(
        "The from object must be provided for every email send. It is an object that requires the email parameter, but may also contain a name parameter.",
        "from.email",
        "message.from",
      ),
    );
  const subjects = groups.map((group: Personalization) => group?.subject ?? body.subject);
  if (subjects.some((subject) => typeof subject !== "string" || subject.trim() === "")) {
    errors.push(
      complaint(
        "The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.",
        "subject",
        "message.subject",
      ),
    );
  }
  return [...errors, ...contentComplaints(body.content), ...argumentComplaints(body.custom_args)];
}

function contentComplaints(content: unknown): MailError[] {
  if (!Array.isArray(content) || content.length === 0) {
    return [
      complaint(
        "Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block. We typically suggest both text/plain and text/html blocks are included, but only one block is required.",
        "content",
        "message.content",
      ),
    ];
  }
  const order = content.map(({ type }: { type?: string }) => ["text/plain", "text/html"].indexOf(type ?? ""));
  if (order[0] === 1 && order[1] === 0)
    return [
      complaint(
        "If present, text/plain and text/html may only be provided once, and text/plain must be first.",
        "content",
        "message.content",
      ),
    ];
  return content.flatMap(({ value }: { value?: unknown }, index) =>
    typeof value === "string" && value !== ""
      ? []
      : [
          complaint(
            "The content value must be a string at least one character in length.",
            `content.${index}.value`,
            "message.content.value",
          ),
        ],
  );
}

function argumentComplaints(args: Record<string, unknown> | undefined): MailError[] {
  const isTooLong = Buffer.byteLength(JSON.stringify(args ?? {})) > 10_000;
  return isTooLong
    ? [
        complaint(
          "The custom_args, when combined with substitutions, may not exceed 10,000 bytes.",
          "custom_args",
          "message.custom_args",
        ),
      ]
    : [];
}

function complaint(message: string, field: string, anchor: string): MailError {
  return { message, field, help: `http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#${anchor}` };
}

function addressOf(person: Person | undefined): string {
  return person?.name ? `${String(person.name)} <${String(person.email)}>` : String(person?.email);
}

function isAddress(value: unknown): boolean {
  return typeof value === "string" && value.length <= 320 && /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(value);
}
