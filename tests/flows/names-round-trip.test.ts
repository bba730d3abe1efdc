// Whatever an order is called, its photo goes out under a name under which the artfile comes back.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { gather, type Cast } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { jpeg, orderBody, photoProperty, sendWebhook, startFileHost, withoutShopify } from "./intake.ts";
import { drainJobs } from "./set-up.ts";
import { pngOf } from "./pictures.ts";
import { letUndoWindowPass } from "./shop.ts";

/** Titles, options and property names as shops really have them, and as nobody should. */
const NAMES: [title: string, variant: string | null, property: string][] = [
  ["Mum - Dad, and Me - a Portrait", "2, people / A4 - matte", "Photo - front, please"],
  ["\"Best\" friend's 'portrait'", '5" × 7"', "Bild „groß“"],
  ["Either/Or \\ Portrait", "AC/DC / 50%", "photo/upload"],
  ["Pet: what? <b>*|bold|*</b>", "a:b / c?d", "C:\\fakepath\\photo"],
  ["🐶 Dog & 🐱 Cat", "👨‍👩‍👧‍👦 / ❤️", "📷"],
  ["Käthe’s Löwe, überlebensgroß", "Größe M / weiß", "Cafe\u0301 de\u0301compose\u0301"],
  ["صورة حيوان أليف", "كبير / أصفر", "الصورة"],
  ["似顔絵 - 黄色", "居間 / 大", "写真を選択"],
  ["Портрет питомца", null, "Фото"],
  ["Poster v1.5", "1.5 / 2.0", "file.jpg"],
  ["  Two   blanks\tand a tab ", "x / y", "trailing dots..."],
  ["CON", "NUL / aux", "COM1"],
  ["100% cotton %20 %2F #1023", "a+b&c=d;e / f", "Uploaded%20Images"],
  ["A title that goes on and on ".repeat(12), "LivingRoom / Full", "Uploaded Images"],
  ["𝕻𝖊𝖙 ｐｏｒｔｒａｉｔ", "ﬁne / ½", "\u202Egnp.exe"],
  ["{{ product.title }} ${x} <script>", "`a` / $(b)", "=cmd()"],
];

let cast: Cast;
let orderName: string;
let host: Awaited<ReturnType<typeof startFileHost>>;
beforeAll(async () => {
  cast = await gather();
  host = await startFileHost({ "/cat.jpg": await jpeg(300, 200) });
  const lines = NAMES.map(([title, variant, property], at) => ({
    id: at + 1,
    title,
    variant,
    properties: [photoProperty(`${host.origin}/cat.jpg`, property)],
  }));
  expect(await sendWebhook(orderBody({ id: 77, lines }), { domain: cast.local.shop.domain })).toBe(200);
  await drainJobs({ with: withoutShopify });
  await db().member.updateMany({ where: { shopId: cast.shopId }, data: { capacity: 100 } });
  const { id: orderId, name } = await db().order.findFirstOrThrow({ where: { shopId: cast.shopId } });
  orderName = name;
  await db().assignment.deleteMany({ where: { shopId: cast.shopId, orderId } });
  await db().assignment.create({
    data: { shopId: cast.shopId, orderId, role: "artist", memberId: cast.assignees.artist.memberId },
  });
  await db().item.updateMany({
    where: { shopId: cast.shopId },
    data: { step: "artwork", changeCount: { increment: 1 } },
  });
  await letUndoWindowPass();
}, 120_000);
afterAll(async () => {
  await host?.close();
  await cast?.stop();
});

type Card = { itemId: string; fileName: string; photos: { original: string }[] };

/** The name under which a browser keeps a download (RFC 6266: `filename*` before `filename`). */
function savedAs(answer: Response): string {
  const disposition = answer.headers.get("content-disposition") ?? "";
  return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? "");
}

async function downloads(): Promise<{ itemId: string; fileName: string; saved: string }[]> {
  const ana = cast.first.artist;
  const { cards } = (await (
    await knock("app.artfile-production", "loader", ana.ask("/app/artfile-production"))
  ).json()) as { cards: Card[] };
  return Promise.all(
    cards.map(async ({ itemId, fileName, photos: [photo] }) => {
      const token = photo!.original.slice("/files/".length);
      const answer = await knock("files.$token", "loader", ana.ask(photo!.original), { token });
      await answer.body?.cancel();
      return { itemId, fileName, saved: savedAs(answer) };
    }),
  );
}

type Uploads = { uploads: { state: string; item: { itemId: string } | null; sentences: string[] }[] };

async function upload(names: readonly string[]): Promise<Uploads["uploads"]> {
  const body = new FormData();
  for (const name of names) body.append("files", new File([new Uint8Array(pngOf(name))], name));
  const answer = await knock(
    "artfiles.upload",
    "action",
    cast.first.artist.ask("/artfiles/upload", { method: "POST", body }),
  );
  return ((await answer.json()) as Uploads).uploads;
}

const asPng = (saved: string) => saved.replace(/\.jpg$/, ".png");
/** How other systems hand the same name back. */
const VARIANTS: Record<string, (name: string) => string> = {
  "as it was saved": asPng,
  "from a Mac that takes letters apart": (name) => asPng(name).normalize("NFD"),
  "with the ending in capitals": (name) => asPng(name).replace(/\.png$/, ".PNG"),
  "in capitals where the script has them": (name) => asPng(name).toUpperCase(),
};

describe("a name goes out with the photo and comes back with the artfile", () => {
  it("every item has a name of its own that any file system takes", async () => {
    const all = await downloads();
    expect(all).toHaveLength(NAMES.length);
    expect(new Set(all.map(({ saved }) => saved.toLowerCase())).size).toBe(NAMES.length);
    for (const { saved, fileName } of all) {
      expect(saved).toBe(`${fileName}.jpg`);
      expect(saved, "a character that some file system forbids").not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f]/);
      expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(200);
      expect(saved.startsWith(`${orderName.replace("#", "")} - `), saved).toBe(true);
    }
  });

  it.each(Object.keys(VARIANTS))("uploaded %s, each artfile finds its item", async (how) => {
    // What waits from the variant before would be asked about.
    await db().upload.deleteMany({ where: { shopId: cast.shopId } });
    const all = await downloads();
    const uploads = await upload(all.map(({ saved }) => VARIANTS[how]!(saved)));
    const given = uploads.map(({ state, item, sentences }) => ({ state, itemId: item?.itemId, sentences }));
    expect(given).toEqual(all.map(({ itemId }) => ({ state: "matched", itemId, sentences: [] })));
  });

  it("Update hands all of them in", async () => {
    const answer = await knock(
      "app.artfile-production",
      "action",
      cast.first.artist.ask(
        "/app/artfile-production",
        form({ intent: "update", actId: randomUUID(), olderPhotoAccepted: "" }),
      ),
    );
    const { outcome } = (await answer.json()) as { outcome: { moved: { to: string }[]; refused: unknown[] } };
    expect([outcome.refused, outcome.moved.map(({ to }) => to)]).toEqual([[], NAMES.map(() => "quality_control")]);
    const names = await db().artfile.findMany({ where: { shopId: cast.shopId }, select: { fileName: true } });
    expect(names).toHaveLength(NAMES.length);
  });
});
