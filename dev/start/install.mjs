import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseNode, linkPackagedNode } from "./node.mjs";

const SCHEMA = join("prisma", "schema.prisma");
const GENERATED = join("node_modules", ".prisma", "client", "index.js");
const GENERATED_FROM = join("node_modules", ".proofline-schema");

/** Makes node_modules complete: packages when they differ from package-lock.json, our Node 24, and Prisma's generated client. */
export function install({ byNpm }) {
  if (Number(process.versions.node.split(".")[0]) < 20)
    throw new Error(`This is Node ${process.versions.node}. Install Node 20 or later first.`);
  if (!byNpm && !packagesAreInstalled()) installPackages();
  linkPackagedNode();
  generateClient();
}

// npm keeps a list of what it installed; a lock file's time says nothing after a clone or a checkout.
function packagesAreInstalled() {
  const installedList = join("node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedList, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

function installPackages() {
  console.log("Installing the packages of package-lock.json (once; a few minutes) …");
  const { status, error } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"],
    {
      stdio: "inherit",
      shell: process.platform === "win32",
      env: { ...process.env, NODE_ENV: "development", npm_config_omit: "" },
    },
  );
  if (status === 0) return;
  throw new Error(
    error?.code === "ENOENT"
      ? "npm was not found. It comes with Node: install Node from nodejs.org."
      : "npm could not install the packages; its own words stand above. Most often there is no network: try again when there is.",
  );
}

function generateClient() {
  const schema = createHash("sha256").update(readFileSync(SCHEMA)).digest("hex");
  if (existsSync(GENERATED) && existsSync(GENERATED_FROM) && readFileSync(GENERATED_FROM, "utf8") === schema) return;
  const { status, stdout, stderr } = spawnSync(
    chooseNode(),
    [join("node_modules", "prisma", "build", "index.js"), "generate", "--no-hints"],
    {
      encoding: "utf8",
      env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    },
  );
  if (status !== 0) throw new Error(`Prisma could not generate its client from ${SCHEMA}:\n${stdout}${stderr}`);
  writeFileSync(GENERATED_FROM, schema);
}
