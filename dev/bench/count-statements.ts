import pg from "pg";

/** Does something, and gives every statement that any connection of this process was asked for meanwhile; not what a new connection begins with. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ answer: T; statements: string[] }> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [string | { text?: string }];
    const text = typeof asked === "string" ? asked : (asked.text ?? "");
    if (!text.startsWith("SET TIME ZONE")) statements.push(text.replace(/\s+/g, " "));
    return (query as (...given: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  try {
    return { answer: await work(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}
