import { spawnSync } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { Prisma } from "@prisma/client";
import { expect, it } from "vitest";
import { withoutValues } from "./log.ts";

it("a refused database call is logged without the names in it", () => {
  const message =
    '\nInvalid `db().order.create()` invocation:\n\n{\n  data: {\n    customerName: "Carla Cooper",\n?   id?: String\n  }\n}\n\nArgument `name` is missing.';
  const error = new Prisma.PrismaClientValidationError(message, { clientVersion: "6" });
  expect(withoutValues(error.message).trim()).toBe("a database call was refused: Argument `name` is missing.");
  expect(withoutValues(`Failed task with error ${error.stack}`)).not.toContain("Carla");
});

it("other words are logged as they are", () => {
  expect(withoutValues("connect ECONNREFUSED 127.0.0.1:5432")).toBe("connect ECONNREFUSED 127.0.0.1:5432");
});

it.runIf(existsSync("/dev/full"))("a full disk under the log ends nothing", () => {
  const logging = `
    const { log } = await import(${JSON.stringify(join(import.meta.dirname, "log.ts"))});
    for (let line = 0; line < 5_000; line += 1) log.info({ event: "line", words: "x".repeat(500) });
    console.error("still there, " + (process.memoryUsage().rss < 300e6 ? "small" : "grown"));`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", logging], {
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, LOG_LEVEL: "info" },
  });
  expect([stderr.trim(), status]).toEqual(["still there, small", 0]);
});
