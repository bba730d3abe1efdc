import { DEFAULT_EMAIL_SETTINGS } from "../domain/emails/email-settings.ts";
import { MOST_TEXT, type EmailTexts, type EmailValues } from "../domain/emails/email-values.ts";
import { TAGS } from "./html.ts";
import { html, plain, strict } from "./liquid.ts";
import { renderEmail } from "./render.ts";
import { SAMPLE } from "./sample.ts";

/** What is wrong with the words of an email: in which part, on which of its lines (from 1), and what to do, as a sentence. */
export type TextProblem = { part: keyof EmailTexts; line: number; said: string };

const NAMES: Record<keyof EmailTexts, string> = {
  subject: "The subject",
  preheader: "The preheader",
  body: "The text",
  button: "The button",
};
const PARTS = Object.keys(NAMES) as (keyof EmailTexts)[];
const EMPTY: EmailValues = { ...SAMPLE, customer: { name: null }, issues: [], items: [], answer: null };
/** With something in each value a name that there is not is a mistake; with nothing in them the words have to hold all the same. */
const TRIALS = [
  { values: SAMPLE, by: strict },
  { values: EMPTY, by: { html, plain } },
];
const LOOK = { brand: DEFAULT_EMAIL_SETTINGS.brand, locale: "en" } as const;

/** Every reason for which these words cannot be kept, at their lines; none when they can. */
export function checkTexts(texts: EmailTexts): TextProblem[] {
  const found = PARTS.flatMap((part) => problemsOf(part, texts[part]));
  if (found.length > 0) return found;
  for (const trial of TRIALS) {
    try {
      renderEmail(trial.values, { texts, ...LOOK }, trial.by);
    } catch (error) {
      return [{ part: partThatFails(texts, trial), line: lineOf(error), said: wordsFor(error) }];
    }
  }
  return [];
}

function problemsOf(part: keyof EmailTexts, text: string): TextProblem[] {
  const problem = (said: string, line = 1) => ({ part, line, said });
  if (text.trim() === "" && part !== "preheader") return [problem(`${NAMES[part]} cannot be empty.`)];
  if (text.length > MOST_TEXT[part]) return [problem(`${NAMES[part]} is at most ${MOST_TEXT[part]} characters.`)];
  try {
    const engine = part === "body" ? html : plain;
    const parsed = engine.parse(text);
    const unknown = Object.values(engine.analyzeSync(parsed, { partials: false }).globals)
      .flat()
      .flatMap(({ segments, location: { row } }) => {
        const path = segments.map(String);
        return isKnown(path)
          ? []
          : problem(`There is no value “${path.join(".")}”. The list beside names those there are.`, row);
      });
    return [...unknown, ...(part === "body" ? markupProblems(text) : [])];
  } catch (error) {
    return [problem(wordsFor(error), lineOf(error))];
  }
}

// The names before any loop; what a loop's own name may have is asked when the words are tried.
const KNOWN: Record<string, readonly string[] | null> = {
  shop: ["name"],
  order: ["name"],
  customer: ["name"],
  link: null,
  answer: null,
  items: ["size", "first", "last"],
  issues: ["size", "first", "last"],
};

function isKnown([root = "", next, ...rest]: readonly string[]): boolean {
  const below = KNOWN[root];
  if (below === undefined) return false;
  if (next === undefined) return true;
  return below !== null && (below.includes(next) || /^\d+$/.test(next)) && (rest.length === 0 || next !== "name");
}

// What a mail program would not show, or should never be given.
function markupProblems(text: string): TextProblem[] {
  return text.split("\n").flatMap((words, at) => {
    const problem = (said: string) => ({ part: "body" as const, line: at + 1, said });
    const tags = [...words.matchAll(/<\s*\/?\s*([a-z][a-z0-9-]*)/gi)].map(([, tag]) => tag!.toLowerCase());
    const refused = [...new Set(tags.filter((tag) => !TAGS.includes(tag)))];
    return [
      ...refused.map((tag) =>
        problem(`<${tag}> cannot be used in an email. Take it out; styles go into a style attribute.`),
      ),
      ...(/<[^>]*\son[a-z]+\s*=/i.test(words)
        ? [problem("No mail program runs scripts. Take the attribute that begins with “on” out.")]
        : []),
      ...(/(javascript|vbscript|data)\s*:/i.test(words)
        ? [problem("A link begins with https://, mailto: or tel:. Change this one.")]
        : []),
    ];
  });
}

function partThatFails(texts: EmailTexts, { values, by }: (typeof TRIALS)[number]): keyof EmailTexts {
  const failing = PARTS.find((part) => {
    try {
      const only = { subject: "x", preheader: "", button: "x", body: "x", [part]: texts[part] };
      renderEmail(values, { texts: only, ...LOOK }, by);
      return false;
    } catch {
      return true;
    }
  });
  return failing ?? "body";
}

function lineOf(error: unknown): number {
  return Number(/line:(\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? 1);
}

function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message.replace(/, line:\d+.*$/s, "") : "";
  const [, name = ""] = /(?:undefined variable: |undefined filter: |tag )"?([\w.-]+)/.exec(message) ?? [];
  if (message.startsWith("undefined variable"))
    return `There is no value “${name}”. The list beside names those there are.`;
  if (message.startsWith("undefined filter")) return `Liquid here has no filter “${name}”. Take it out.`;
  if (/^tag ".*" not found/.test(message)) return `Liquid here has no tag “${name}”. Take it out.`;
  if (message.includes("ENOENT")) return "There is no part of that name. The list beside names those there are.";
  if (/limit exceeded/.test(message))
    return "This runs too long or becomes too big. Take the loop out, or make it smaller.";
  if (/not closed/.test(message))
    return "Something that is opened here is never closed. Close it with }}, %} or its end tag.";
  return "Liquid does not understand this line. Check its brackets and its words.";
}
