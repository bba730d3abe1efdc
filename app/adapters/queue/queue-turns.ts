import type { Job, WorkerEvents } from "graphile-worker";

/** A look for a job that says nothing for so long is over, whatever the queue library says of it. */
const LONGEST_LOOK_MS = 10_000;
const OF_A_SHOP = "shop:";

/**
 * Keeps the jobs of one shop from taking all places of a runner: gives what the queue library asks for before each look (`forbiddenFlags`), the flags of
 * shops that have as many running as they may. One look at a time: what another one has just found is counted before.
 */
export function boundByShop(events: WorkerEvents, mostOfAShop: number): () => Promise<string[]> {
  const running = new Map<string, number>();
  const count = ({ flags }: Job, by: 1 | -1) => {
    for (const flag of Object.keys(flags ?? {})) {
      if (!flag.startsWith(OF_A_SHOP)) continue;
      const now = (running.get(flag) ?? 0) + by;
      if (now > 0) running.set(flag, now);
      else running.delete(flag);
    }
  };
  let turn: Promise<void> = Promise.resolve();
  let endTurn = () => {};
  events.on("job:start", ({ job }) => {
    count(job, 1);
    endTurn();
  });
  events.on("job:complete", ({ job }) => count(job, -1));
  events.on("worker:getJob:empty", () => endTurn());
  events.on("worker:getJob:error", () => endTurn());
  return async () => {
    const before = turn;
    let isOver = () => {};
    turn = new Promise((over) => (isOver = over));
    await before;
    const tooLong = setTimeout(isOver, LONGEST_LOOK_MS);
    endTurn = () => {
      clearTimeout(tooLong);
      isOver();
    };
    return [...running].flatMap(([flag, jobs]) => (jobs >= mostOfAShop ? flag : []));
  };
}
