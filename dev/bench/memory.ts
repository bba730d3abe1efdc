import { setTimeout as wait } from "node:timers/promises";
import { drawDemoArtwork } from "../demo-pictures.ts";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { startProofline } from "../start-proofline.ts";
import { memoryOf, shown } from "./figures.ts";
import type { Sizes } from "./options.ts";

const ORDER_EVERY_MS = 4_000;
const LOOK_EVERY_MS = 500;
const SAMPLE_EVERY_MS = 5_000;
const PAGES = ["/app", "/app/orders", "/app/image-approval", "/app/quality-control", "/app/fulfilment", "/app/team"];

/**
 * The memory of the real web and worker process while orders come, people work and pages are looked at: the middle of the last quarter of the time beside that
 * of the second, for a process grows at first whatever it does. `--minutes=60` is what says that it stays flat.
 */
export async function memory({ minutes }: Sizes): Promise<string[]> {
  buildWhenStale();
  const app = await startProofline({ folder: `.cache/bench-memory-${process.pid}`, durable: false });
  Object.assign(process.env, app.env);
  const { disconnect } = await import("../../app/adapters/db.ts");
  const { openFloor, place } = await import("../crowd/floors.ts");
  const { visit, workOnce } = await import("../crowd/people.ts");
  let isOver = false;
  try {
    let turn = 0;
    const chance = () => ((turn = (turn + 7) % 100) + 0.5) / 100;
    const { shops } = app.shopify.state;
    const floors = await Promise.all(shops.map((shop) => openFloor(app.shopify, shop, app.appOrigin, chance)));
    const photo = await drawDemoArtwork(2, "jpeg", 800, "memory");
    let seen = 0;
    const looking = async (floor: (typeof floors)[number]) => {
      for (let at = 0; !isOver; at += 1) {
        const search = `/app/search?q=${1_000 + at}`;
        if (await visit(floor, at % 7 === 6 ? search : PAGES[at % PAGES.length]!).catch(() => false)) seen += 1;
        await wait(LOOK_EVERY_MS);
      }
    };
    const working = async (floor: (typeof floors)[number]) => {
      for (; !isOver; await wait(LOOK_EVERY_MS)) await workOnce(floor, floor.tally);
    };
    const load = floors.flatMap((floor) => [
      place(floor, { count: Infinity, everyMs: ORDER_EVERY_MS, photo, isOver: () => isOver }).then(
        ({ length }) => length,
      ),
      looking(floor).then(() => 0),
      working(floor).then(() => 0),
    ]);
    const samples = new Map(app.children.map(({ name }) => [name, [] as number[]]));
    for (const end = performance.now() + minutes * 60_000; performance.now() < end; await wait(SAMPLE_EVERY_MS))
      for (const { name, process: child } of app.children) samples.get(name)!.push(memoryOf(child.pid!));
    isOver = true;
    const orders = (await Promise.all(load)).reduce((sum, count) => sum + count, 0);
    const acts = floors.reduce((sum, { tally }) => sum + tally.asked.length, 0);
    return [
      `${minutes} minutes, ${orders} orders, ${acts} acts, ${seen} pages`,
      ...[...samples].map(([name, all]) => {
        const [second, last] = [quarter(all, 1), quarter(all, 3)];
        return `${name}: ${shown(last)} MB in the last quarter, ${shown(second)} MB in the second; ratio ${shown(last / second)}, at most ${shown(Math.max(...all))} MB`;
      }),
    ];
  } finally {
    isOver = true;
    await disconnect();
    await app.stop({ remove: true });
  }
}

/** The middle of a quarter of all figures. */
function quarter(all: readonly number[], which: number): number {
  const part = all.slice(Math.floor((all.length * which) / 4), Math.floor((all.length * (which + 1)) / 4));
  return part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? NaN;
}
