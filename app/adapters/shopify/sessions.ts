import { Session } from "@shopify/shopify-app-remix/server";
import { db, tables, type Tx } from "../db.ts";
import { requestMemory } from "../request-memory.ts";
import { seal, unseal } from "../proofs/secret-box.ts";

const PURPOSE = "shopify-session";

type Row = { id: string; payload: Uint8Array };

/** The library's session store over our own table; tokens are encrypted, and a row sealed with another key counts as absent. */
export const shopifySessions = {
  storeSession: (session: Session) => storeSession(db(), session),
  loadSession: async (id: string) => seenInRequest(id) ?? (await loadSession(db(), id)),

  async deleteSession(id: string): Promise<boolean> {
    await db().session.deleteMany({ where: { id } });
    forgetInRequest(id);
    return true;
  },

  async deleteSessions(ids: string[]): Promise<boolean> {
    await db().session.deleteMany({ where: { id: { in: ids } } });
    for (const id of ids) forgetInRequest(id);
    return true;
  },

  async findSessionsByShop(shop: string): Promise<Session[]> {
    const rows = await db().session.findMany({
      where: { shopDomain: shop },
      orderBy: { updatedAt: "desc" },
      take: 1_000,
    });
    return rows.flatMap((row) => sessionOf(row) ?? []);
  },
};

/** Writes a session in the caller's transaction. */
export async function storeSession(tx: Tx, session: Session): Promise<boolean> {
  const columns = {
    shopDomain: session.shop,
    isOnline: session.isOnline,
    userId: session.onlineAccessInfo ? String(session.onlineAccessInfo.associated_user.id) : null,
    expiresAt: session.expires ?? null,
    payload: seal(JSON.stringify(session.toPropertyArray(true)), PURPOSE, session.id),
  };
  await tables(tx).session.upsert({
    where: { id: session.id },
    create: { id: session.id, ...columns },
    update: columns,
  });
  forgetInRequest(session.id);
  return true;
}

/** Reads the shop's own session and a member's in one go, which the library then finds without asking; absent is what is not there or sealed with another key. */
export async function loadSessions(...ids: string[]): Promise<Map<string, Session>> {
  const rows = await db().session.findMany({ where: { id: { in: ids } } });
  const sessions = new Map(rows.flatMap((row) => ((session) => (session ? [[row.id, session]] : []))(sessionOf(row))));
  for (const [id, session] of sessions) requestMemory()?.set(`session ${id}`, session);
  return sessions;
}

/** Reads a session in the caller's transaction. */
export async function loadSession(tx: Tx, id: string): Promise<Session | undefined> {
  const row = await tables(tx).session.findUnique({ where: { id } });
  return row ? sessionOf(row) : undefined;
}

/** Forgets every token of a shop, as after an uninstall. */
export async function deleteSessionsOfShop(shopDomain: string, tx: Tx = db()): Promise<void> {
  await tables(tx).session.deleteMany({ where: { shopDomain } });
}

/** Forgets the sessions of staff that ended before this time; a shop's own, which can be refreshed, stay. */
export async function dropEndedSessions(before: Date): Promise<void> {
  await db().session.deleteMany({ where: { isOnline: true, expiresAt: { lt: before } } });
}

function seenInRequest(id: string): Session | undefined {
  return requestMemory()?.get(`session ${id}`) as Session | undefined;
}

function forgetInRequest(id: string): void {
  requestMemory()?.delete(`session ${id}`);
}

function sessionOf({ id, payload }: Row): Session | undefined {
  const text = unseal(payload, PURPOSE, id);
  return text === null ? undefined : Session.fromPropertyArray(JSON.parse(text) as [string, string][], true);
}
