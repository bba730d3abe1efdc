import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const cacheFolder = join(process.cwd(), ".cache");
const unpackedFolder = join(cacheFolder, "chromium");

/** What an ordinary visitor's browser says of itself; the Shopify library answers 410 to anything that looks like a bot. */
export const ordinaryUserAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const PATIENCE_MS = 120_000;

const flags = [
  "--headless",
  // As browsers on real machines do: a frame of another site has a process of its own.
  "--site-per-process",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  // Playwright tells each frame's process of a context's own user agent, and a new process may ask for something before it was told.
  `--user-agent=${ordinaryUserAgent}`,
];

/** Starts a Chromium with an empty profile: the packaged one, or the machine's own where that does not start. */
export async function launchBrowser(): Promise<Browser> {
  const reasons: string[] = [];
  for (const attempt of [packaged, packagedWithItsLibraries, ofThisMachine]) {
    try {
      return withPatience(await chromium.launch({ ...(await attempt()), args: flags }));
    } catch (error) {
      reasons.push(`${attempt.name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
    }
  }
  throw new Error(`No Chromium starts on this machine.\n${reasons.join("\n")}`);
}

// A slow machine is no fault: what never comes is ended by the time of its test.
function withPatience(browser: Browser): Browser {
  browser.on("context", (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

async function packaged() {
  await unpack();
  // A machine without fonts of its own would draw empty pages.
  if (existsSync("/etc/fonts/fonts.conf")) return { executablePath: join(unpackedFolder, "chromium") };
  return {
    executablePath: join(unpackedFolder, "chromium"),
    env: { ...(process.env as Record<string, string>), FONTCONFIG_PATH: join(unpackedFolder, "fonts") },
  };
}

async function packagedWithItsLibraries() {
  await unpack();
  const libraries = join(unpackedFolder, "al2023", "lib");
  const known = process.env["LD_LIBRARY_PATH"];
  return {
    executablePath: join(unpackedFolder, "chromium"),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: known ? `${libraries}${delimiter}${known}` : libraries,
      FONTCONFIG_PATH: join(unpackedFolder, "fonts"),
    },
  };
}

async function ofThisMachine() {
  const places = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)),
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error("there is none on the PATH");
  return { executablePath: found };
}

/**
 * The package unpacks into the shared temporary folder, and its libraries only where it believes to be on Lambda:
 * both are answered from the environment for the length of the call. The rename makes two starts at once harmless.
 */
async function unpack(): Promise<void> {
  if (existsSync(unpackedFolder)) return;
  await mkdir(cacheFolder, { recursive: true });
  const fresh = await mkdtemp(join(cacheFolder, "chromium-"));
  const before = { ...process.env };
  try {
    Object.assign(process.env, { TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" });
    const { default: packagedChromium } = await import("@sparticuz/chromium");
    await packagedChromium.executablePath();
  } finally {
    for (const name of ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  await rename(fresh, unpackedFolder).catch(() => rm(fresh, { recursive: true, force: true }));
}
