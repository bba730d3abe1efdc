import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const PAGES = ["README.md", ...globSync("docs/**/*.md")];
const ROOTS = ["", "app", "docs", "docs/decisions"];

/** What a page names in backquotes as a file of the project: a path with a folder and an ending. */
function filesNamedIn(page: string): string[] {
  const named = [
    ...readFileSync(page, "utf8").matchAll(
      /`([\w$.@[\]-]+(?:\/[\w$.@[\]-]+)+\.(?:ts|tsx|mjs|js|md|txt|toml|prisma))`/g,
    ),
  ];
  return named.map(([, path]) => path!).filter((path) => !/^\w+\.\w+\/|^dist\//.test(path));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  return existsSync(target) && (heading === undefined || headingsIn(target).includes(heading));
}

/** The headings of a page as links name them: lower case, hyphens for blanks, no other marks. */
function headingsIn(page: string): string[] {
  return [...readFileSync(page, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("the documentation", () => {
  test.each(PAGES)("%s names only files that are there", (page) => {
    const missing = filesNamedIn(page).filter((path) => !ROOTS.some((root) => existsSync(join(root, path))));
    expect(missing).toEqual([]);
  });

  test.each(PAGES)("%s links only to pages and headings that are there", (page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  test("a decision has at most sixty lines and says when to look at it again", () => {
    for (const page of globSync("docs/decisions/*.md")) {
      const text = readFileSync(page, "utf8");
      expect(text.split("\n").length, page).toBeLessThanOrEqual(61);
      for (const part of ["## Context", "## Decision", "## Consequences", "## When to revisit"]) {
        expect(text, page).toContain(part);
      }
    }
  });
});

describe("the first hour of a new engineer", () => {
  const answers = readFileSync("docs/first-hour.md", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, question, file, name] = /^\| (.+\?) \| `(.+)` \| `(.+)` \|$/.exec(line) ?? [];
      return question && file && name ? [{ question, file, name }] : [];
    });

  test("asks at least twenty questions", () => expect(answers.length).toBeGreaterThanOrEqual(20));

  test.each(answers)("$question", ({ file, name }) => {
    expect(existsSync(file), `${file} is not there`).toBe(true);
    const exported = new RegExp(`^export (?:async )?(?:const|function|class|type) ${name}\\b`, "m");
    expect(readFileSync(file, "utf8"), `${file} exports no ${name}`).toMatch(exported);
  });
});
