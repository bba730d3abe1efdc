import { describe, expect, it } from "vitest";
import type { EmailTexts } from "../domain/emails/email-values.ts";
import { EMAIL_KINDS } from "../domain/words/emails.ts";
import { LOCALES } from "../domain/words/locales.ts";
import { checkTexts } from "./check-texts.ts";
import { VARIABLES } from "./sample.ts";
import { EMAIL_WORDS } from "./words/index.ts";

const fine: EmailTexts = { subject: "Order {{ order.name }}", preheader: "", body: "<p>Hello</p>", button: "Look" };
const wrong = (part: Partial<EmailTexts>) => checkTexts({ ...fine, ...part });

describe("the words of an email", () => {
  it("that come with the app can be kept, in every language", () => {
    for (const locale of LOCALES)
      for (const kind of EMAIL_KINDS) expect(checkTexts(EMAIL_WORDS[locale].emails[kind])).toEqual([]);
  });

  it("may name whatever the list beside them names", () => {
    expect(wrong({ body: VARIABLES.map(({ name }) => name).join("\n") })).toEqual([]);
    expect(wrong({ body: "{% for item in items %}{{ item.product }} {{ forloop.index }}{% endfor %}" })).toEqual([]);
    expect(wrong({ body: '{% assign who = customer.name | default: "friend" %}{{ who }}' })).toEqual([]);
  });

  it.each([
    ["a value that there is not", "<p>\n{{ oder.name }}", 2, "There is no value “oder.name”"],
    ["a value that there is not, of one that there is", "{{ order.total }}", 1, "There is no value “order.total”"],
    ["one inside of a loop", "{% for i in items %}\n\n{{ i.prodct }}{% endfor %}", 3, "There is no value “i.prodct”"],
    ["one that is never reached", "{% if items.size > 99 %}\n{{ foo }}{% endif %}", 2, "There is no value “foo”"],
    ["one of the app's own", "{{ words.item }}{{ brand.color }}", 1, "There is no value “words.item”"],
    ["a bracket that is not closed", "a\n{{ order.name", 2, "never closed"],
    ["a tag that is not closed", "a\n{% if order.name %}", 2, "never closed"],
    ["a tag that there is not", "{% foo %}", 1, "no tag “foo”"],
    ["a filter that there is not", "\n\n{{ order.name | raw }}", 3, "no filter “raw”"],
    ["a part that there is not", '{% include "zip" %}', 1, "no part of that name"],
    ["a loop without end", "{% for i in (1..100000000) %}x{% endfor %}", 1, "too long or becomes too big"],
    ["a script", "ok\n<script>x</script>", 2, "<script> cannot be used"],
    ["a style sheet", "<style>p{}</style>", 1, "<style> cannot be used"],
    ["a form", "<form action=x>", 1, "<form> cannot be used"],
    ["an attribute that runs", '<img src="https://x" onerror="x()">', 1, "No mail program runs scripts"],
    ["a link that runs", '<a href="javascript:x()">', 1, "A link begins with https://"],
  ])("are refused at their line: %s", (_, body, line, said) => {
    const [problem] = wrong({ body });
    expect(problem).toMatchObject({ part: "body", line });
    expect(problem!.said).toContain(said);
  });

  it("are refused in whichever part it stands", () => {
    expect(wrong({ subject: "{{ foo }}" })).toMatchObject([{ part: "subject" }]);
    expect(wrong({ preheader: "{{ foo }}" })).toMatchObject([{ part: "preheader" }]);
    expect(wrong({ button: "{% for i in items %}{{ i.foo }}{% endfor %}" })).toMatchObject([{ part: "button" }]);
    expect(wrong({ subject: "  " })).toMatchObject([{ part: "subject", said: "The subject cannot be empty." }]);
    expect(wrong({ button: "a".repeat(61) })).toMatchObject([{ part: "button" }]);
    expect(wrong({ body: "a".repeat(20_001) })).toMatchObject([{ part: "body" }]);
  });
});
