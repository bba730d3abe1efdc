import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The SQL of the migration with this name. */
export function migration(name: string): string {
  const folder = readdirSync(join("prisma", "migrations")).find((one) => one.endsWith(name))!;
  return readFileSync(join("prisma", "migrations", folder, "migration.sql"), "utf8");
}
