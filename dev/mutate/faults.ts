/** A fault that somebody could make, and the test that must notice it. */
export type Fault = { what: string; file: string; find: string; put: string; project: "unit" | "flows"; test: string };

const ROWS = "app/adapters/rows";
const UNDO = "tests/flows/undo-everything.test.ts";
const OTHER_SHOP = "tests/flows/as-another-shop.test.ts";

/** Faults of services and SQL, which no tool of mutation reaches; each was once overlooked by every test, or is of such a kind. */
export const FAULTS: readonly Fault[] = [
  {
    what: "situations are loaded whatever the shop",
    file: `${ROWS}/situations.ts`,
    find: "where: { shopId, id: { in: [...orderIds] } }",
    put: "where: { id: { in: [...orderIds] } }",
    project: "flows",
    test: OTHER_SHOP,
  },
  {
    what: "a wall shows the items of every shop",
    file: `${ROWS}/queues.ts`,
    find: 'Prisma.sql`i."shopId" = ${shopId}::uuid AND i.step',
    put: "Prisma.sql`i.step",
    project: "flows",
    test: OTHER_SHOP,
  },
  {
    what: "a change is written whatever the count is now",
    file: `${ROWS}/items.ts`,
    find: "changeCount: change.expectedChangeCount }",
    put: "}",
    project: "flows",
    test: "tests/flows/written-by-one.test.ts",
  },
  {
    what: "a change that was not written is believed",
    file: `${ROWS}/items.ts`,
    find: "if (count !== 1) throw",
    put: "if (count > 1) throw",
    project: "flows",
    test: "tests/flows/written-by-one.test.ts",
  },
  ...["photoKept", "reworkCause", "instructions", "issueReasonId", "stepSince", "visibleAt", "endedAt"].map(
    (column): Fault => ({
      what: `undo forgets ${column}`,
      file: `${ROWS}/journal.ts`,
      find: 'const NEVER_PUT_BACK = ["changeCount"]',
      put: `const NEVER_PUT_BACK = ["changeCount", "${column}"]`,
      project: "flows",
      test: UNDO,
    }),
  ),
  {
    what: "undo puts back what others wrote meanwhile",
    file: `${ROWS}/journal.ts`,
    find: "JSON.stringify(value) !== JSON.stringify(after[column] ?? null)",
    put: "after !== value",
    project: "flows",
    test: UNDO,
  },
  {
    what: "rows that an act made are left when it is undone",
    file: `${ROWS}/journal.ts`,
    find: "journal.push({ table, id, before: null });",
    put: "void [journal, table, id];",
    project: "flows",
    test: UNDO,
  },
  {
    what: "an order-issue email is never brought forward",
    file: "app/services/acts/follow-up.ts",
    find: "  await retimeOrderIssue(tx, { shopId, orderId, mayStillJoin: mayStillJoin(after), now: at });\n",
    put: "",
    project: "flows",
    test: "tests/flows/issue-emails.test.ts",
  },
  {
    what: "everybody may set the flow",
    file: "app/services/shop/set-flow.ts",
    find: 'if (!mayDo("set_flow", actor)) return { refused: "not_your_role" };',
    put: "",
    project: "flows",
    test: "tests/flows/outside-acts.test.ts",
  },
  {
    what: "everybody may settle a task",
    file: "app/services/screens/answer-task.ts",
    find: 'if (!mayDo("answer_tasks", actor)) return { refused: "not_your_role" };',
    put: "",
    project: "flows",
    test: "tests/flows/outside-acts.test.ts",
  },
  {
    what: "an artist whose item was sent on keeps the place it took",
    file: "app/services/acts/follow-up.ts",
    find: "if (hasFreedPlaces) await enqueue",
    put: "if (!hasFreedPlaces) await enqueue",
    project: "flows",
    test: "tests/flows/assignment.test.ts",
  },
];
