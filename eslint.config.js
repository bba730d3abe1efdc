import js from "@eslint/js";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { fileNames } from "./dev/lint/file-names.js";
import { layers } from "./dev/lint/layers.js";

const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.fixture.ts", "tests/**"];
const GENERATED = ["**/*.generated.ts", "**/graphql-types.ts"];

const CLOCK = "The rules have no clock: time comes in with the command.";
const DATABASE_CLOCK = "What is kept or due is told by the database's clock: databaseTime or clockTime.";
const PROCESS_CLOCK = [{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: DATABASE_CLOCK }];
const NAMES = [
  {
    selector: ":matches(FunctionDeclaration, VariableDeclarator) > Identifier.id[name=/^(handle|process|manage)[A-Z]/]",
    message: "Say what it does, not that it handles, processes or manages.",
  },
  { selector: "VariableDeclarator > Identifier.id[name=/^(data|info)$/]", message: "Everything is data: say which." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from the file that has it." },
];

export default tseslint.config(
  { ignores: ["build/", "node_modules/", ".cache/", ".data/", ".shopify/", "coverage/", ...GENERATED] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    plugins: {
      "react-hooks": reactHooks,
      "import-x": importX,
      proofline: { rules: { "file-names": fileNames, layers } },
    },
    rules: {
      "proofline/file-names": "error",
      "max-lines": ["error", { max: 300 }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-restricted-syntax": ["error", ...NAMES],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      "@typescript-eslint/no-empty-object-type": "off",
      "no-undef": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    },
  },
  {
    // Circles: also those that only types close, because who reads one file has to read them all.
    files: ["**/*.{ts,tsx,js,mjs}"],
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".mjs"] })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: { "import-x/no-cycle": ["error", { ignoreExternal: true }] },
  },
  { files: ["app/**/*.{ts,tsx}"], ignores: TESTS, rules: { "proofline/layers": "error" } },
  {
    files: ["app/domain/**/*.ts"],
    ignores: TESTS,
    rules: {
      "no-restricted-globals": [
        "error",
        ...["process", "Buffer", "fetch", "setTimeout", "setInterval", "crypto", "performance", "console"].map(
          (name) => ({ name, message: "The rules touch nothing outside." }),
        ),
      ],
      "no-restricted-syntax": [
        "error",
        ...NAMES,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: CLOCK },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: "The rules give the same answer every time.",
        },
      ],
    },
  },
  {
    files: ["app/{services,jobs}/**/*.ts"],
    ignores: TESTS,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "/adapters/db(\\.ts)?$",
              importNames: ["db", "tables", "pool"],
              message: "Rows are asked for by name: write a function in app/adapters/rows.",
            },
            {
              regex: "/adapters/rows/stored(\\.ts)?$",
              message: "Words of rows are parsed where they are read, in adapters.",
            },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        ...NAMES,
        {
          selector: "Identifier[name=/^(Request|FormData|Response|Headers|URLSearchParams)$/]",
          message: "Routes read requests and write answers; a service takes plain values and gives some.",
        },
        ...PROCESS_CLOCK,
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: DATABASE_CLOCK },
      ],
    },
  },
  {
    files: ["app/adapters/**/*.ts", "app/jobs/**/*.ts"],
    ignores: TESTS,
    rules: { "no-restricted-syntax": ["error", ...NAMES, ...PROCESS_CLOCK] },
  },
  {
    // Remix's own names for what an entry file exports.
    files: ["app/entry.*.tsx"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // Parts of one browser script, put together when it is served.
    files: ["dev/local-shopify/app-bridge/*.js"],
    rules: { "@typescript-eslint/no-unused-vars": "off" },
  },
  {
    files: TESTS,
    rules: {
      "no-control-regex": "off",
      "no-restricted-properties": [
        "error",
        ...["describe", "it", "test"].flatMap((object) =>
          ["skip", "only"].map((property) => ({ object, property, message: "A test runs, or is not there." })),
        ),
      ],
    },
  },
);
