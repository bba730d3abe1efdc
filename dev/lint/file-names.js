import { basename, sep } from "node:path";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|js|mjs|d\.ts)$/;
const ROUTE = /^[A-Za-z0-9_$.[\]-]+\.tsx?$/;
const SAYS_NOTHING = /^(utils?|helpers?|misc|common|lib|shared|stuff)$/;

/** File names are kebab-case and say what is inside; the names of routes are Remix's. */
export const fileNames = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      form: "File names are kebab-case: {{name}}",
      nothing: "The name {{name}} says nothing about what is inside.",
    },
  },
  create(context) {
    return {
      Program(node) {
        const path = context.filename.split(sep);
        const name = basename(context.filename);
        const isRoute = path.includes("routes");
        if (!(isRoute ? ROUTE : KEBAB).test(name)) context.report({ node, messageId: "form", data: { name } });
        const said = path.slice(context.cwd.split(sep).length).map((part) => part.split(".")[0]);
        const empty = said.find((part) => SAYS_NOTHING.test(part));
        if (empty) context.report({ node, messageId: "nothing", data: { name: empty } });
      },
    };
  },
};
