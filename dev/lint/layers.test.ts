import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { expect, test } from "vitest";
import { layers } from "./layers.js";

/** What the rule says of a file with this text: the names of its complaints. */
function complaintsAbout(file: string, text: string): (string | undefined)[] {
  const config = {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parser: tseslint.parser },
    plugins: { proofline: { rules: { layers } } },
    rules: { "proofline/layers": "error" },
  } as Linter.Config;
  return new Linter({ cwd: process.cwd() }).verify(text, config, { filename: file }).map(({ messageId }) => messageId);
}

test.each([
  ["the rules import no rows", "app/domain/team/x.ts", `import { a } from "../../adapters/rows/a.ts";`, "layer"],
  [
    "nor a service, nor for a type",
    "app/domain/team/x.ts",
    `import type { A } from "../../services/team/a.ts";`,
    "layer",
  ],
  ["nor any package", "app/domain/team/x.ts", `import { z } from "zod";`, "package"],
  ["nor what Node brings", "app/domain/team/x.ts", `import { join } from "node:path";`, "package"],
  ["adapters call no service", "app/adapters/rows/x.ts", `export { a } from "../../services/team/a.ts";`, "layer"],
  ["a screen's pieces read no rows", "app/ui/acts/x.tsx", `const a = import("../../adapters/rows/a.ts");`, "layer"],
  ["a route reads no rows", "app/routes/x.tsx", `import { a } from "../adapters/rows/a.ts";`, "layer"],
  ["a service asks no database", "app/services/team/x.ts", `import { Prisma } from "@prisma/client";`, "package"],
  ["a service reads no request", "app/services/team/x.ts", `import { json } from "@remix-run/node";`, "package"],
  [
    "no room is called that the map does not name",
    "app/services/team/x.ts",
    `import { a } from "../acts/a.ts";`,
    "room",
  ],
  ["nor for a type", "app/services/acts/x.ts", `let a: import("../team/a.ts").A;`, "room"],
  ["the app knows nothing around it", "app/routes/x.tsx", `import { a } from "../../dev/demo.ts";`, "outside"],
  ["a new layer has to be placed", "app/tools/x.ts", `export const a = 1;`, "unplaced"],
  ["a new room of services has to be placed", "app/services/tools/x.ts", `export const a = 1;`, "unplaced"],
  ["a service lies in a room", "app/services/x.ts", `export const a = 1;`, "unplaced"],
])("%s", (_what, file, text, complaint) => {
  expect(complaintsAbout(file, text)).toEqual([complaint]);
});

test.each([
  ["a rule calls a rule", "app/domain/team/x.ts", `import { a } from "../words/a.ts";`],
  ["a service asks the rules and the rows", "app/services/team/x.ts", `import { a } from "../../adapters/rows/a.ts";`],
  ["a service calls a room that the map names", "app/services/customer/x.ts", `import { a } from "../acts/a.ts";`],
  ["a route calls a service", "app/routes/app.team/x.ts", `import { a } from "../../services/team/a.ts";`],
  ["files at the top start everything", "app/web.server.ts", `import { a } from "./adapters/db.ts";`],
])("allowed: %s", (_what, file, text) => {
  expect(complaintsAbout(file, text)).toEqual([]);
});
