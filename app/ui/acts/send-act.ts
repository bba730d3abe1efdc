import { BUSY_HEADER, type ActAnswer, type Answered, type Asked } from "../../domain/acting/acts-line.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { AWAY, fetchPlainly } from "../frame/steady-line.ts";

/** How long an answer may take. A file takes as long as its bytes flow. */
const ANSWER_WITHIN_MS = 30_000;

const FAILED = {
  session: "Shopify no longer vouches for this page. Reload it, then try again.",
  server: "The server met an error, and it was not done. Try again.",
  form: "The server met an error, and nothing was answered. Look at the page, then try again.",
  busy: "The order is busy at this moment. Look at the page, then try again.",
  unread: "The answer could not be read. Look at the item before you try again.",
};

/** What came of sending: an answer, `busy` when others hold what it is about, or `lost` when nobody can know yet whether it was done. */
export type Sent = Answered["answer"] | "lost" | "busy";

/** Posts one thing that was asked for. App Bridge adds the session token to `fetch`. Throws nothing. */
export async function sendAct(asked: Asked, files: FormData | undefined): Promise<Sent> {
  const body = files ?? new URLSearchParams({ ...asked.fields, ...waited(asked) });
  const response = await reach(asked.door, {
    method: "POST",
    body,
    ...(files ? {} : { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
  });
  // A form may have done part of it, and does that again when it is sent again: whoever sent it looks first.
  if (response?.headers.has(BUSY_HEADER))
    return asked.intent === "form" ? { kind: "failed", sentence: FAILED.busy, again: asked } : "busy";
  if (!response || AWAY.has(response.status)) return "lost";
  if (response.status >= 500) return askWhatBecame(asked);
  return readAnswer(response, asked);
}

// A form names no change count, so that the server asks how old it is.
function waited({ askedAt }: Asked): Record<string, string> {
  return askedAt === undefined ? {} : { waitedMs: String(Date.now() - askedAt) };
}

// An error is no answer: whether the act was done is asked for by its id.
async function askWhatBecame(asked: Asked): Promise<Sent> {
  if (asked.intent === "undo" || asked.intent === "stop")
    return { kind: "failed", sentence: FAILED.server, again: asked };
  const response = await reach(`/app/acts?actId=${asked.actId}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  if (!response || AWAY.has(response.status)) return "lost";
  const known = await readJson<{ answer: ActAnswer | null }>(response);
  if (known === "lost") return known;
  if (!response.ok || known === null) return { kind: "failed", sentence: FAILED.unread, again: asked };
  const sentence = asked.intent === "form" ? FAILED.form : FAILED.server;
  return known.answer ?? { kind: "failed", sentence, again: asked };
}

async function readAnswer(response: Response, asked: Asked): Promise<Sent> {
  if (response.status === 401 || response.status === 410)
    return { kind: "failed", sentence: FAILED.session, again: asked };
  if (response.status === 403) return { kind: "wrong", sentence: (await response.text()).slice(0, 300) };
  const answer = await readJson<ActAnswer | FormAnswer>(response);
  if (answer === "lost") return answer;
  if (answer && "said" in answer) return { kind: "said", ...answer };
  if (answer && ["act", "undo", "batch", "wrong"].includes(answer.kind)) return answer;
  return { kind: "failed", sentence: FAILED.unread, again: asked };
}

/** The answer as JSON, null where it is none, or `lost` when the line broke in the middle of it. */
async function readJson<T>(response: Response): Promise<T | null | "lost"> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    return "lost";
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

async function reach(address: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetchPlainly(address, init);
  } catch {
    return null;
  }
}
