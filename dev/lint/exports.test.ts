import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const OURS = globSync(["*.config.{ts,js}", "{app,dev,extensions,prisma,tests}/**/*.{ts,tsx,js,mjs}"]).map(normalize);
/** Files that something else than an import asks for what they export: Remix, and the demo by the seed's address. */
const ASKED_OTHERWISE = /^app\/(routes\/|root\.tsx|entry\.)|^dev\/seed\.ts$/;
// The sheets that newcomers are led to.
const FIRST_HOUR = readFileSync("docs/first-hour.md", "utf8");

/** The values that a file exports, and what it imports as `file#name`, the names of whole modules as `file#*`. */
function read(file: string): { exported: string[]; imported: string[] } {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const exported: string[] = [];
  const imported: string[] = [];
  const from = (at: string, name: string) => imported.push(`${normalize(join(dirname(file), at))}#${name}`);
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const { importClause } = node;
      const bindings = importClause?.namedBindings;
      if (importClause?.name) from(node.moduleSpecifier.text, "default");
      if (bindings && ts.isNamespaceImport(bindings)) from(node.moduleSpecifier.text, "*");
      else
        for (const one of bindings?.elements ?? [])
          from(node.moduleSpecifier.text, (one.propertyName ?? one.name).text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) from(name.text, "*");
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      from(node.argument.literal.text, "*");
    ts.forEachChild(node, look);
  };
  look(source);
  for (const statement of source.statements) {
    const modifiers = (ts.canHaveModifiers(statement) && ts.getModifiers(statement)) || [];
    const kinds = modifiers.map(({ kind }) => kind);
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword) || kinds.includes(ts.SyntaxKind.DefaultKeyword)) continue;
    if (ts.isVariableStatement(statement))
      exported.push(...statement.declarationList.declarations.map(({ name }) => name.getText()));
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      exported.push(statement.name.text);
  }
  return { exported, imported };
}

test("what a file exports is used by another file", () => {
  const files = new Map(OURS.map((file) => [file, read(file)]));
  const used = new Set([...files.values()].flatMap(({ imported }) => imported));
  const unused = [...files].flatMap(([file, { exported }]) =>
    ASKED_OTHERWISE.test(file) || used.has(`${file}#*`)
      ? []
      : exported
          .filter((name) => !used.has(`${file}#${name}`) && !FIRST_HOUR.includes(`\`${file}\` | \`${name}\``))
          .map((name) => `${file} ${name}`),
  );
  expect(unused).toEqual([]);
});
