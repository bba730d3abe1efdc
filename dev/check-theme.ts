import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = resolve(import.meta.dirname, "..");
const extension = join(project, "extensions/customer-page");
const cache = join(project, ".cache/theme-check");

export type ThemeOffence = { file: string; line: number; check: string; message: string };

/** Runs Shopify's theme check for app extensions on a folder, without network. */
export async function checkTheme(folder: string): Promise<ThemeOffence[]> {
  await stayOffline();
  const { themeCheckRun, path } = await import("@shopify/theme-check-node");
  const config = join(project, "node_modules/@shopify/theme-check-node/configs/theme-app-extension.yml");
  const { theme, offenses } = await themeCheckRun(folder, config);
  if (theme.length === 0) throw new Error(`No Liquid or JSON file found in ${folder}.`);
  return offenses.map((offence) => ({
    file: relative(folder, fileURLToPath(path.normalize(offence.uri))),
    line:
      offence.start.index === 0
        ? 1
        : lineOf(theme.find((file) => file.uri === offence.uri)?.source ?? "", offence.start.index),
    check: offence.check,
    message: offence.message,
  }));
}

/** The checker refreshes its documentation from GitHub at every run; pointed at an empty local folder it uses the copy in its package. */
async function stayOffline() {
  process.env.SHOPIFY_TLD_ROOT = join(cache, "never");
  process.env.XDG_CACHE_HOME = cache;
  await mkdir(cache, { recursive: true });
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

if (process.argv[1] === import.meta.filename) {
  const offences = await checkTheme(extension);
  for (const { file, line, check, message } of offences) console.error(`${file}:${line} ${check}: ${message}`);
  console.log(offences.length === 0 ? "Theme check: no offences." : `Theme check: ${offences.length} offence(s).`);
  process.exitCode = offences.length === 0 ? 0 : 1;
}
