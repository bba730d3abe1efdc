/** What happens in Shopify by itself a little later, by Local Shopify's own clock. */
export type Agenda = {
  later(afterMs: number, does: () => void): void;
  /** Does everything whose time has come, in its order; what that puts on the agenda for now is done too. */
  runDue(): void;
  /** Until when something is left to happen; null when nothing is. */
  until(): number | null;
  /** Nothing of it happens any more. */
  close(): void;
};

/** An empty agenda. `byItself`: things happen when their time comes; otherwise only when `runDue` is called, after the clock was moved. */
export function openAgenda(now: () => number, { byItself }: { byItself: boolean }): Agenda {
  let planned: { at: number; does: () => void }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const agenda: Agenda = {
    later(afterMs, does) {
      planned.push({ at: now() + afterMs, does });
      if (!byItself) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        agenda.runDue();
      }, afterMs + 1);
      timers.add(timer.unref());
    },
    runDue() {
      for (;;) {
        const [next] = planned.filter(({ at }) => at <= now()).toSorted((one, other) => one.at - other.at);
        if (!next) return;
        planned = planned.filter((one) => one !== next);
        next.does();
      }
    },
    until: () => (planned.length > 0 ? Math.max(...planned.map(({ at }) => at)) : null),
    close() {
      planned = [];
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
  return agenda;
}
