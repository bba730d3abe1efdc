// No page, list, search or file tells a member more than their roles and assignments let them know.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileAddress, type FileRef } from "../../app/adapters/proofs/files-access.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { maySeeFile, maySeeItem } from "../../app/domain/team/can-see.ts";
import type { OrderBlock } from "../../app/domain/screens/order-block.ts";
import type { FileKind } from "../../app/domain/words/file-kinds.ts";
import { STEPS } from "../../app/domain/words/steps.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { gather, membersOf, unproven, type Cast, type Person } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { LISTED } from "./access/listed.ts";
import { furnish, leaksIn, type Kept } from "./access/world.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

let cast: Cast;
let orders: Kept[];
beforeAll(async () => {
  cast = await gather();
  orders = await furnish(cast);
});
afterAll(() => cast?.stop());

type Visit = { path: string; params?: Record<string, string> };
const plain =
  (...paths: string[]) =>
  (): Visit[] =>
    paths.map((path) => ({ path }));

/** The addresses at which each page is looked at; a page that is not here fails the test below. */
const VISITS: Record<string, () => Visit[]> = {
  app: plain("/app"),
  "app._index": plain("/app"),
  "app.$": plain("/app/nowhere"),
  "app.access-log": plain("/app/access-log"),
  "app.image-approval": plain("/app/image-approval", "/app/image-approval?q=portrait"),
  "app.lists.$step": () =>
    STEPS.map((step) => ({
      path: `/app/lists/${step}?action=approve_photo&seenAt=2100-01-01T00:00:00Z&total=99`,
      params: { step },
    })),
  "app.acts": plain("/app/acts", "/app/acts?actId=00000000-0000-4000-8000-000000000000"),
  "app.live": plain("/app/live"),
  "app.image-issues": plain("/app/image-issues", "/app/image-issues?q=private"),
  "app.artfile-production": plain(
    ...["new", "customer", "quality_control", "waiting"].map((tab) => `/app/artfile-production?tab=${tab}`),
  ),
  "app.steps.$step": () => STEPS.map((step) => ({ path: `/app/steps/${step}`, params: { step } })),
  "app.quality-control": plain("/app/quality-control", "/app/quality-control?tab=revisions"),
  "app.customer-approval": plain("/app/customer-approval", "/app/customer-approval?tab=approved"),
  "app.fulfilment": plain("/app/fulfilment", "/app/fulfilment?printer=yes", "/app/fulfilment?folder=none"),
  "app.orders._index": plain("/app/orders", "/app/orders?state=all&q=carla"),
  "app.orders.$orderId": () =>
    [...orders.filter(({ step }) => !step.includes(",")), orders.at(-1)!].map(({ orderId }) => ({
      path: `/app/orders/${orderId}`,
      params: { orderId },
    })),
  "app.order-block.$shopifyOrderId": () =>
    [orders[0]!, orders[5]!, orders.at(-1)!].map(({ shopifyOrderId }) => ({
      path: `/app/order-block/${shopifyOrderId}`,
      params: { shopifyOrderId },
    })),
  "app.search": plain("/app/search", "/app/search?q=portrait", "/app/search?q=customers.test", "/app/search?q=hidden"),
  "app.settings.flow": plain("/app/settings/flow"),
  "app.settings.log": plain("/app/settings/log"),
  "app.settings.leave": plain("/app/settings/leave"),
  "app.settings.emails._index": plain("/app/settings/emails"),
  "app.settings.emails.$kind": () =>
    ["order_issue", "approved"].map((kind) => ({ path: `/app/settings/emails/${kind}`, params: { kind } })),
  "app.team": plain("/app/team"),
  "app.tasks.$taskId": () =>
    orders.slice(0, 3).map(({ orderId }) => ({ path: `/app/tasks/${orderId}`, params: { taskId: orderId } })),
};

const everybody = (): [string, Person][] => [
  ...membersOf(cast),
  ["left", cast.left],
  ["another shop's owner", cast.stranger],
];

describe("what the pages tell", () => {
  it("is looked at for every page of the admin", () => {
    const pages = Object.keys(LISTED).filter((name) => name.split(".")[0] === "app" && LISTED[name]!.loader);
    expect(pages.filter((name) => !(name in VISITS))).toEqual([]);
  });

  it.each(Object.keys(VISITS))(
    "%s: nobody reads another member's orders, an address that is not theirs to see, or a file they may not have",
    async (name) => {
      for (const { path, params } of VISITS[name]!()) {
        const told = everybody().map(async ([who, person]) => {
          const answer = await knock(name, "loader", person.ask(path), params);
          const mayKnow =
            person === cast.stranger || person === cast.left
              ? { ...person, member: { ...person.member, roles: [] } }
              : person;
          return [who, [...new Set(leaksIn(await answer.text(), mayKnow, orders))]];
        });
        expect({ path, ...Object.fromEntries(await Promise.all(told)) }).toEqual({
          path,
          ...Object.fromEntries(everybody().map(([who]) => [who, []])),
        });
      }
    },
    60_000,
  );

  it("the page of an order opens for exactly those to whom something of it is assigned, and for managers", async () => {
    for (const { orderId, situation, step } of [orders[0]!, orders[5]!, orders.at(-1)!]) {
      const open = async ([who, person]: [string, Person]) => [
        who,
        (await knock("app.orders.$orderId", "loader", person.ask(`/app/orders/${orderId}`), { orderId })).status,
      ];
      const expected = membersOf(cast).map(([who, { member }]) => [
        who,
        member.roles.length === 0
          ? 403
          : situation.items.some((item) => maySeeItem(member, situation, item))
            ? 200
            : 404,
      ]);
      expect({ step, ...Object.fromEntries(await Promise.all(everybody().map(open))) }).toEqual({
        step,
        ...Object.fromEntries(expected),
        left: 403,
        "another shop's owner": 404,
      });
    }
  });

  it("the block on Shopify's own page of an order shows each member the items that are theirs to see, and no others", async () => {
    for (const { shopifyOrderId, orderId, situation, step } of [orders[0]!, orders[5]!, orders.at(-1)!]) {
      const told = async ([who, person]: [string, Person]) => {
        const path = `/app/order-block/${shopifyOrderId}`;
        const answer = await knock("app.order-block.$shopifyOrderId", "loader", person.ask(path), { shopifyOrderId });
        expect(answer.headers.get("access-control-allow-origin")).toBe("*");
        if (!answer.ok) return [who, answer.status];
        const { order } = (await answer.json()) as { order: OrderBlock | null };
        return [who, order && [order.path, ...order.items.map(({ number }) => number)]];
      };
      const expected = membersOf(cast).map(([who, { member }]) => {
        const seen = situation.items.filter((item) => maySeeItem(member, situation, item));
        if (member.roles.length === 0) return [who, 403];
        return [who, seen.length === 0 ? null : [`app/orders/${orderId}`, ...seen.map(({ number }) => number)]];
      });
      expect({ step, ...Object.fromEntries(await Promise.all(everybody().map(told))) }).toEqual({
        step,
        ...Object.fromEntries(expected),
        left: 403,
        "another shop's owner": null,
      });
    }
  });

  it("searching a list by the customer's name or e-mail address finds nothing for those who may not see them", async () => {
    for (const [name, person] of [
      ["app.image-approval", cast.first.image_processor],
      ["app.artfile-production", cast.first.artist],
      ["app.quality-control", cast.first.quality_controller],
    ] as const) {
      const ownPlace = `/${name.replace(".", "/")}`;
      const count = async (query: string) =>
        ((await (await knock(name, "loader", person.ask(`${ownPlace}${query}`))).json()) as { cards: unknown[] }).cards
          .length;
      expect([name, (await count("")) > 0]).toEqual([name, true]);
      expect([name, await count("?q=customers.test"), await count("?q=carla")]).toEqual([name, 0, 0]);
    }
  });
});

describe("files by their address", () => {
  const FORMS: Record<string, [FileRef["kind"], FileRef["form"]]> = {
    photo_rendition: ["photo", "thumb"],
    photo_original: ["photo", "original"],
    artfile: ["artfile", "original"],
    artfile_rendition: ["artfile", "screen"],
  };

  it("open for exactly those members whom the rules let see them, in every step", async () => {
    let opened = 0;
    const ofFirstPersons = orders.slice(0, orders.length / 2);
    for (const { step, situation, files } of ofFirstPersons) {
      for (const { id, itemId, kind: of } of files) {
        const item = situation.items.find((one) => one.id === itemId)!;
        for (const [kind, [ofKind, formOf]] of Object.entries(FORMS).filter(([, [kindOf]]) => kindOf === of)) {
          const opens = async ([who, { member }]: [string, Person]): Promise<[string, boolean]> => {
            const token = fileAddress({
              ...{ shopId: cast.shopId, installation: 1 },
              kind: ofKind,
              id,
              form: formOf,
              memberId: member.memberId,
            }).slice("/files/".length);
            const answer = await knock("files.$token", "loader", unproven(`/files/${token}`), { token });
            await answer.body?.cancel();
            return [who, answer.status === 200];
          };
          const given = Object.fromEntries(await Promise.all(everybody().map(opens)));
          const expected = Object.fromEntries(
            everybody().map(([who, person]) => [
              who,
              ![cast.left, cast.stranger].includes(person) &&
                maySeeFile(person.member, situation, item, kind as FileKind),
            ]),
          );
          expect({ step, kind, ...given }).toEqual({ step, kind, ...expected });
          opened += Object.values(given).filter(Boolean).length;
        }
      }
    }
    expect(opened).toBeGreaterThan(100);
  }, 60_000);

  it("of one shop open through no other shop's door", async () => {
    const { id } = orders[0]!.files[0]!;
    for (const viewer of [
      { memberId: cast.stranger.member.memberId },
      { memberId: cast.first.admin.member.memberId },
      { orderId: orders[0]!.orderId },
    ]) {
      const token = fileAddress({
        shopId: cast.stranger.shopId,
        installation: 1,
        kind: "photo",
        id,
        form: "thumb",
        ...viewer,
      }).slice("/files/".length);
      expect((await knock("files.$token", "loader", cast.stranger.ask(`/files/${token}`), { token })).status).toBe(404);
    }
  });

  it("in a zip are those that the member may have, however many orders they ask for", async () => {
    for (const [what, kind] of [
      ["photos", "photo_original"],
      ["artfiles", "artfile"],
    ] as const) {
      for (const [who, person] of membersOf(cast)) {
        const asked = await knock(
          "app.zips",
          "action",
          person.ask("/app/zips", form({ what, orderIds: orders.map(({ orderId }) => orderId).join(",") })),
        );
        const { address } = (await asked.json()) as { address: string };
        const token = address.slice("/downloads/".length);
        const answer = await knock("downloads.$token", "loader", person.ask(address), { token });
        const zip = Buffer.from(await answer.arrayBuffer()).toString("latin1");
        const wanted = orders.filter(({ situation, itemId, files, step }) => {
          const item = situation.items.find(({ id }) => id === itemId)!;
          const hasFile =
            what === "photos"
              ? !step.includes("unreadable")
              : files.some((file) => file.kind === "artfile" && file.itemId === itemId);
          return (
            hasFile &&
            item.step !== "cancelled" &&
            maySeeItem(person.member, situation, item) &&
            maySeeFile(person.member, situation, item, kind)
          );
        });
        const found = orders.filter(({ name }) => zip.includes(`${name.slice(1)} - Yellow Portrait - 1`));
        expect({ who, what, orders: found.map(({ step }) => step) }).toEqual({
          who,
          what,
          orders: wanted.map(({ step }) => step),
        });
        expect([who, what, answer.status]).toEqual([who, what, wanted.length > 0 ? 200 : 404]);
      }
    }
  });
});

describe("the history of an order of which only a part is a member's work", () => {
  it("tells them of the order and of their own items, and nothing of the others", async () => {
    const { shopId } = await makeShop();
    const [max, fred] = [await makeMember(shopId, ["manager"]), await makeMember(shopId, ["fulfiller"])];
    const { orderId, itemIds } = await makeOrder(shopId, { items: 2, step: "fulfilment", assign: { fulfiller: fred } });
    const command = { action: "move", to: "artwork", note: "The nose is crooked" } as const;
    await act({ shopId, actor: max, command, itemIds: [itemIds[1]!] });
    const told = async (actor: ActingMember) => JSON.stringify((await showOrder({ shopId, actor, orderId }))?.history);
    expect(await told(max)).toContain("The nose is crooked");
    expect(await told(fred)).not.toContain("The nose is crooked");
  });
});
