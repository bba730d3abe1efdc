import { get } from "node:http";
import pg from "pg";

// The browsers of dev/bench/live.ts, and the work that they hear of.
const [, , origin, databaseUrl] = process.argv;
let heard = 0;

process.on("message", (told: string[] | "change" | "tell") => {
  if (told === "tell") process.send!(heard);
  else if (told === "change") void change();
  else void Promise.all(told.map(listen)).then(() => process.send!("open"));
});

function listen(address: string): Promise<void> {
  return new Promise((opened) =>
    get(origin + address, { agent: false }, (response) => {
      response.on("data", (bytes: Buffer) => (heard += String(bytes).includes("data:") ? 1 : 0));
      opened();
    }),
  );
}

async function change(): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ id: string }>('SELECT id FROM "Item"');
  for (let at = 0; ; at += 1) {
    await database.query('UPDATE "Item" SET "changeCount" = "changeCount" + 1 WHERE id = $1', [
      rows[at % rows.length]!.id,
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2_000 / rows.length));
  }
}
