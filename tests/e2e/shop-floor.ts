import pg from "pg";
import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import type { Role } from "../../app/domain/words/roles.ts";
import type { Tab, World } from "./set-up.ts";

/** Who does what in a shop of the tests. */
const STAFF: Record<string, Role> = {
  Max: "manager",
  Ida: "image_processor",
  Ana: "artist",
  Quinn: "quality_controller",
  Fred: "fulfiller",
};

/** The owner installs the app, lets the shop start and invites the others with their roles; each opens it once and is at work. */
export async function hire(world: World): Promise<void> {
  const { shopify, env } = world.proofline;
  const olivia = await world.openAs("Olivia");
  await olivia.page.getByRole("button", { name: "Install" }).click();
  await olivia.app.getByRole("heading", { name: "Home" }).waitFor();
  await olivia.page.context().close();

  Object.assign(process.env, env);
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  const { inviteByEmail } = await import("../../app/services/team/change-member.ts");
  const { shopId, id: memberId } = await db().member.findFirstOrThrow({ where: { isOwner: true } });
  await letStart(world);
  const people = shopify.state.shops[0]!.staff;
  for (const [firstName, role] of Object.entries(STAFF)) {
    const { email } = people.find((one) => one.firstName === firstName)!;
    expect(
      await inviteByEmail({ shopId, actor: { kind: "member", memberId, roles: ["admin"] }, email, roles: [role] }),
    ).toEqual({ ok: true });
    const tab = await world.openAs(firstName);
    await tab.app.getByRole("heading", { name: "Home" }).waitFor();
    await tab.page.context().close();
  }
  await disconnect();
}

/** Every shop that installed the app starts, as if its owner had said so. */
export async function letStart({ proofline }: World): Promise<void> {
  const client = new pg.Client({ connectionString: proofline.env.DATABASE_URL });
  await client.connect();
  await client.query('UPDATE "Shop" SET "startedAt" = now() WHERE "startedAt" IS NULL');
  await client.end();
}

/** Lets two minutes pass for what was done, the emails and the jobs: nothing of it can be undone any more. */
export async function letUndoTimePass({ proofline }: World): Promise<void> {
  const client = new pg.Client({ connectionString: proofline.env.DATABASE_URL });
  await client.connect();
  const earlier = (column: string) => `"${column}" = "${column}" - interval '2 minutes'`;
  await client.query(`UPDATE "Act" SET ${earlier("undoableUntil")} WHERE "undoableUntil" > now()`);
  await client.query(`UPDATE "Item" SET ${earlier("visibleAt")} WHERE "visibleAt" > now()`);
  await client.query(`UPDATE "Email" SET ${earlier("sendAt")} WHERE state = 'queued'`);
  await client.query(`SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at => now())
    FROM graphile_worker._private_jobs WHERE run_at BETWEEN now() AND now() + interval '2 minutes'`);
  await client.end();
}

/** Waits until a list shows something, loading it again as a person would: work of somebody's undo window comes after ten seconds. */
export async function comes(tab: Tab | Page, wanted: Locator): Promise<Locator> {
  const page = "page" in tab ? tab.page : tab;
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    try {
      await wanted.first().waitFor({ timeout: 3_000 });
      return wanted.first();
    } catch (error) {
      if (Date.now() + 3_000 >= until) throw error;
      await page.reload();
    }
  }
  throw new Error(`${String(wanted)} has not come`);
}

/** Chooses a file by the button that asks for it. */
export async function choose(page: Page, button: Locator, file: { name: string; bytes: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles({ name: file.name, mimeType: "image/png", buffer: file.bytes });
}

/** The customer orders a portrait on the storefront with a photo; gives the order's name. */
export async function orderPortrait(
  world: World,
  customer: Page,
  photo: { fileName: string; contentType: string; bytes: Buffer },
): Promise<string> {
  const [store] = Object.values(world.proofline.shopify.storeOrigins);
  await customer.goto(`${store}/products/yellow-portrait`);
  await customer.getByRole("radio", { name: "LivingRoom" }).check();
  await customer
    .getByLabel("Uploaded Images")
    .setInputFiles({ name: photo.fileName, mimeType: photo.contentType, buffer: photo.bytes });
  await customer.getByRole("button", { name: "Add to cart" }).click();
  await customer.getByRole("link", { name: "Check out" }).click();
  for (const [label, words] of [
    ["E-mail", "petra@customers.example"],
    ["Last name", "Pappas"],
    ["Address", "5 Lime Walk"],
    ["City", "Portland"],
    ["Postal code", "97205"],
  ] as const) {
    await customer.getByLabel(label, { exact: true }).fill(words);
  }
  await customer.getByRole("button", { name: "Place order" }).click();
  await customer.getByRole("heading", { name: /thank you/i }).waitFor();
  return world.proofline.shopify.state.shops[0]!.orders.at(-1)!.name;
}

/** Opens the newest email with these words in its subject and follows its link. */
export async function followEmail(world: World, customer: Page, subject: RegExp): Promise<void> {
  await customer.goto(`${world.proofline.shopify.hubOrigin}/mailbox`);
  await (await comes(customer, customer.locator("a.message", { hasText: subject }))).click();
  await customer.getByRole("link", { name: "Text", exact: true }).click();
  await customer.locator("pre a").first().click();
  await customer.getByRole("heading", { name: /^Your order/ }).waitFor();
}
