import { build } from "esbuild";
import type { RegisteredExtension } from "./read-extension.ts";

/**
 * One script of all modules of a UI extension, as Shopify CLI bundles it: each registers itself with `shopify.extend(target, …)`, and
 * `process.env.APP_URL` becomes the app's address. Throws with esbuild's words when it does not compile.
 */
export async function bundleExtension({ folder, targets }: RegisteredExtension, appUrl: string): Promise<string> {
  const lines = targets.flatMap(({ target, module }, at) => [
    `import show${at} from ${JSON.stringify(module)};`,
    `shopify.extend(${JSON.stringify(target)}, (...given) => show${at}(...given));`,
  ]);
  const { outputFiles } = await build({
    stdin: { contents: lines.join("\n"), resolveDir: folder, loader: "tsx" },
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2020",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
    define: { "process.env.APP_URL": JSON.stringify(appUrl), "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0]!.text;
}
