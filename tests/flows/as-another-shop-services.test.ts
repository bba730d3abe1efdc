// Two shops with the same customers and products: no service tells one of them anything of the other, even by its ids.
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction, noTransaction } from "../../app/adapters/db.ts";
import { noteAccess } from "../../app/adapters/rows/shop/accesses.ts";
import { issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { downloadAddress } from "../../app/adapters/proofs/files-access.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { usualHours } from "../../app/domain/screens/overdue.ts";
import { EMAIL_KINDS } from "../../app/domain/words/emails.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { STEPS } from "../../app/domain/words/steps.ts";
import { actOnItems, currentTargets } from "../../app/services/acts/act-on-items.ts";
import { answerOnce, tellFormAnswer } from "../../app/services/acts/answer-once.ts";
import { tellWhatBecame } from "../../app/services/acts/tell-what-became.ts";
import { listUploads, uploadCards } from "../../app/services/artfiles/list-uploads.ts";
import { openDownload } from "../../app/services/artfiles/open-download.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { artfileActionFor, whyNoArtfile } from "../../app/services/artfiles/why-no-artfile.ts";
import { chooseItems, tellChosen } from "../../app/services/batches/choose-items.ts";
import { startBatch } from "../../app/services/batches/start-batch.ts";
import { stopBatch, undoBatch } from "../../app/services/batches/stop-batch.ts";
import { listUntold, tellBatch } from "../../app/services/batches/tell-batch.ts";
import { hasPhotoArrived } from "../../app/services/customer/has-photo-arrived.ts";
import { countWaiting, listCustomerOrders } from "../../app/services/customer/list-customer-orders.ts";
import { listWaitingOrders, showAccountOrder } from "../../app/services/customer/show-account-order.ts";
import { showCustomerOrder } from "../../app/services/customer/show-customer-order.ts";
import { takeApprovalBack, takeBacksOf } from "../../app/services/customer/take-back-approval.ts";
import { emailCards } from "../../app/services/emails/list-emails.ts";
import { prepareEmail } from "../../app/services/emails/prepare-email.ts";
import { remindCustomers } from "../../app/services/emails/remind-customers.ts";
import { sendAgain } from "../../app/services/emails/send-again.ts";
import { listFolders } from "../../app/services/fulfilment/folders.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { itemCards } from "../../app/services/screens/item-cards.ts";
import { listApprovals } from "../../app/services/screens/list-approvals.ts";
import { listArtwork } from "../../app/services/screens/list-artwork.ts";
import { listEndedIssues, listIssues } from "../../app/services/screens/list-issues.ts";
import { listOrders, orderLines } from "../../app/services/screens/list-orders.ts";
import { listPhotosToCheck } from "../../app/services/screens/list-photos-to-check.ts";
import { countQueues, listQueue } from "../../app/services/screens/list-queue.ts";
import { openAccessLog } from "../../app/services/screens/open-access-log.ts";
import { openTaskFile } from "../../app/services/screens/open-task-file.ts";
import { searchOrders } from "../../app/services/screens/search-orders.ts";
import { readStoreFacts } from "../../app/services/screens/store-facts.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { showOrderBlock } from "../../app/services/screens/show-order-block.ts";
import { exportCustomer } from "../../app/services/shop/export-customer.ts";
import { ordersToShow } from "../../app/services/emails/try-texts.ts";
import { readFlowSettings } from "../../app/services/shop/flow-settings.ts";
import { readShopFlow, setFlow } from "../../app/services/shop/set-flow.ts";
import { listAssignable } from "../../app/services/team/list-assignable.ts";
import { listAssignees } from "../../app/services/team/list-assignees.ts";
import { listTeam } from "../../app/services/team/list-team.ts";
import { actingMember, memberMayHave } from "../../app/services/who/may-see.ts";
import { orderOfCustomer, orderOfLink } from "../../app/services/who/who-is-visiting.ts";
import { CUSTOMER, makePlace, type Place } from "./access/place.ts";
import {
  approvedByCustomer,
  contentOf,
  customerOf,
  domainOf,
  openAll,
  photoArrived,
  png,
  shopifyOrderIdsOf,
  token,
  uploadFor,
  visit,
  wholeList,
} from "./access/of-place.ts";
import { asksAsAnotherShop, type Read } from "./access/reads.ts";
import { SETTINGS_READS } from "./access/settings-reads.ts";
import { silentServices } from "./access/silent-services.ts";
import { makeOrder } from "./shop.ts";

let mine: Place, theirs: Place;
beforeAll(async () => {
  mine = await makePlace("Mine");
  theirs = await makePlace("Theirs");
});
const none = noTransaction();

/** What answers with something of a shop, by the room that it stands in. */
const READS: Record<string, Record<string, Read>> = {
  acts: {
    currentTargets: ({ shopId }, of) => inTransaction((tx) => currentTargets(tx, shopId, of.orderIds[1]!)),
    tellFormAnswer: async ({ shopId, owner }, of) => {
      const said = { said: of.actId, isRefused: false };
      await answerOnce({ shopId: of.shopId, actor: of.owner, formId: of.actId }, async () => said);
      return tellFormAnswer({ shopId, actor: owner, formId: of.actId });
    },
    tellWhatBecame: async ({ shopId, owner }, of) =>
      (await tellWhatBecame({ shopId, actor: owner, actId: of.actId }))?.moved,
    // The first answer of an act that was done before.
    actOnItems: async (as, of) => {
      const { shopId, owner } = as;
      const command = { action: "move", to: "artwork", note: "" } as never;
      const { moved } = await actOnItems({ shopId, actor: owner, actId: of.actId, command, targets: [] });
      return moved;
    },
  },
  artfiles: {
    listUploads: ({ shopId }, of) => listUploads({ shopId, actor: of.owner }),
    uploadCards: ({ shopId, owner }, of) => uploadCards(shopId, owner, [uploadFor(of)]),
    openFile: async (as, of) => [
      await openAll(as, of, [{ memberId: as.owner.memberId }, ...of.orderIds.map((orderId) => ({ orderId }))]),
      await openAll(of, of, [{ memberId: as.owner.memberId }, ...as.orderIds.map((orderId) => ({ orderId }))]),
    ],
    openDownload: ({ shopId, owner }, of) =>
      Promise.all(
        (["photos", "artfiles"] as const).map(async (what) => {
          const asked = { shopId, installation: 1, memberId: owner.memberId, what, orderIds: of.orderIds };
          return contentOf(await openDownload(token(downloadAddress(asked))));
        }),
      ),
    uploadArtfile: async ({ shopId, owner }, of) => {
      const { fileName } = await db().item.findFirstOrThrow({ where: { id: of.itemIds[1]! } });
      const file = { fileName: `${fileName}.png`, body: Readable.from([png]) };
      const { id, itemId, refusal } = await uploadArtfile({ shopId, actor: owner, ...file });
      await db().upload.delete({ where: { shopId_id: { shopId, id } } });
      return [itemId, refusal?.nearest];
    },
    artfileActionFor: ({ shopId, owner }, of) => artfileActionFor(shopId, owner, of.itemIds[0]!),
    whyNoArtfile: ({ shopId, owner }, of) => whyNoArtfile(shopId, owner, of.itemIds[0]!),
  },
  batches: {
    chooseItems: (as) => chooseItems(none, wholeList(as)),
    tellChosen: (as) => tellChosen(wholeList(as)),
    // Whoever names another shop's batch makes one of their own with that id.
    startBatch: async (as, of) => {
      const { shopId, actor, list } = wholeList(as);
      const command = { action: "approve_photo" } as const;
      return { ...(await startBatch({ shopId, actor, list, batchId: of.batchId, command })), batchId: null };
    },
    tellBatch: ({ shopId }, of) => tellBatch({ shopId, actor: of.owner, batchId: of.batchId }),
    listUntold: ({ shopId }, of) => listUntold(shopId, of.owner),
    stopBatch: ({ shopId }, of) => stopBatch({ shopId, actor: of.owner, batchId: of.batchId }),
    undoBatch: ({ shopId }, of) => undoBatch({ shopId, actor: of.owner, batchId: of.batchId }),
  },
  customer: {
    hasPhotoArrived: async ({ shopId }, of) =>
      (await hasPhotoArrived({ shopId, ...(await photoArrived(of)) })) && of.shopId,
    takeBacksOf: async ({ shopId }, of) => {
      const { orderId, order } = await approvedByCustomer(of);
      return (await takeBacksOf(none, { shopId, orderId }, order, new Date())).size > 0 && of.shopId;
    },
    takeApprovalBack: async ({ shopId }, of) =>
      "takenBack" in (await takeApprovalBack({ shopId, ...(await approvedByCustomer(of)) })) && of.shopId,
    listCustomerOrders: (as) => listCustomerOrders(visit(as)),
    listWaitingOrders: async (as) => listWaitingOrders(await customerOf(as)),
    showAccountOrder: async (as, of) =>
      Promise.all(
        (await shopifyOrderIdsOf(of)).map(async (id) => (await showAccountOrder(await customerOf(as), id))?.name),
      ),
    showCustomerOrder: ({ shopId }, of) =>
      Promise.all(of.orderIds.map((orderId) => showCustomerOrder({ shopId, orderId }).catch(() => null))),
  },
  emails: {
    ordersToShow: ({ shopId }) => ordersToShow(shopId),
    emailCards: ({ shopId }, of) =>
      emailCards({ shopId, orderIds: of.orderIds, kinds: EMAIL_KINDS, withAddress: true }),
    prepareEmail: async ({ shopId }, of) => {
      const { shopId: theirShop } = of;
      await db().email.updateMany({ where: { shopId: theirShop }, data: { state: "queued", sendAt: new Date(0) } });
      const emails = await db().email.findMany({ where: { shopId: theirShop } });
      const prepared = emails.map(({ id: emailId }) => prepareEmail({ shopId, emailId }));
      return (await Promise.all(prepared)).map((one) => (typeof one === "string" ? null : one));
    },
    // It names the orders whose customers could not be reminded.
    remindCustomers: async ({ shopId, owner }, of) => {
      await db().order.updateMany({ where: { id: of.orderIds[0]! }, data: { customerEmail: null } });
      return remindCustomers({ shopId, actor: owner, orderIds: of.orderIds });
    },
    sendAgain: ({ shopId, owner }, of) =>
      sendAgain({ shopId, actor: owner, orderId: of.orderIds[3]!, kind: "artwork_approval", withNewLink: true }),
  },
  fulfilment: {
    listFolders: ({ shopId }) => listFolders(shopId),
    listFulfilment: ({ shopId, owner }) => listFulfilment({ shopId, actor: owner, filters: {}, after: null }),
  },
  screens: {
    readStoreFacts: ({ shopId }) => readStoreFacts(shopId),
    itemCards: (as, of) => itemCards({ shopId: as.shopId, actor: as.owner, itemIds: of.itemIds }),
    listApprovals: (as) =>
      listApprovals({ shopId: as.shopId, actor: as.owner, words: "", isApproved: false, after: null }),
    listArtwork: ({ shopId, owner }) =>
      listArtwork({ shopId, actor: owner, tab: "new", words: "", who: undefined, after: null }),
    listEndedIssues: (as) => listEndedIssues({ shopId: as.shopId, actor: as.owner }),
    listIssues: (as) => listIssues({ shopId: as.shopId, actor: as.owner, words: "", after: null }),
    ...SETTINGS_READS,
    openAccessLog: async ({ shopId, owner }, of) => {
      await noteAccess({ shopId: of.shopId, memberId: of.owner.memberId, kind: "order", orderIds: of.orderIds });
      return text(openAccessLog({ shopId, actor: owner })!.body);
    },
    listOrders: ({ shopId, owner }) => listOrders({ shopId, actor: owner, filters: { state: "all" }, after: null }),
    listPhotosToCheck: (as) => listPhotosToCheck({ shopId: as.shopId, actor: as.owner, words: undefined, after: null }),
    listQueue: async (as) =>
      Promise.all(
        STEPS.map((step) => listQueue({ shopId: as.shopId, actor: as.owner, step, filters: {}, mostOrders: 9 })),
      ),
    openTaskFile: async ({ shopId, owner }, of) => {
      const subject = { customer: { id: CUSTOMER }, orders_requested: [], data_request: { id: randomUUID() } };
      await exportCustomer(await domainOf(of), subject);
      const tasks = await db().task.findMany({ where: { shopId: of.shopId, kind: "customer_data_request" } });
      return Promise.all(
        tasks.map(async ({ id }) => contentOf(await openTaskFile({ shopId, actor: owner, taskId: id }))),
      );
    },
    orderLines: ({ shopId }, of) => orderLines(shopId, of.orderIds, usualHours({})),
    searchOrders: (as) => searchOrders({ shopId: as.shopId, actor: as.owner, words: "yellow", after: null }),
    showHome: (as) => showHome({ shopId: as.shopId, actor: as.owner }),
    showOrderBlock: async ({ shopId, owner }, of) =>
      Promise.all(
        (await shopifyOrderIdsOf(of)).map((shopifyOrderId) => showOrderBlock({ shopId, actor: owner, shopifyOrderId })),
      ),
    showOrder: (as, of) => showOrder({ shopId: as.shopId, actor: as.owner, orderId: of.orderIds[0]! }),
  },
  shop: {
    // Asked of one shop about orders of the other; what was written down is read back.
    exportCustomer: async (as, of) => {
      const id = String(Math.random()).slice(2);
      const orders_requested = await shopifyOrderIdsOf(of);
      await exportCustomer(await domainOf(as), { customer: { id: CUSTOMER }, orders_requested, data_request: { id } });
      return text((await storage().get(`${as.shopId}/export/${id}`))!);
    },
    readFlowSettings: ({ shopId }) => readFlowSettings(shopId),
  },
  team: {
    listAssignable: ({ shopId }) => listAssignable(shopId),
    listAssignees: ({ shopId, owner }) => listAssignees(shopId, owner, "artist"),
    listTeam: ({ shopId, owner }) => listTeam({ shopId, viewerId: owner.memberId }),
  },
  who: {
    actingMember: ({ shopId }, of) => actingMember(shopId, of.owner.memberId),
    memberMayHave: async ({ shopId, owner }, of) => {
      const orderId = of.orderIds[1]!;
      const may = (memberId: string) =>
        memberMayHave({ shopId, memberId }, { orderId, itemId: of.itemIds[1]! }, "photo_original");
      return (await may(owner.memberId)) || (await may(of.owner.memberId)) ? orderId : null;
    },
    orderOfLink: async (as, of) => {
      const link = await issueLink(none, { shopId: of.shopId, orderId: of.orderIds[3]! });
      return orderOfLink(visit(as), link);
    },
    orderOfCustomer: async (as, of) =>
      Promise.all((await shopifyOrderIdsOf(of)).map((id) => orderOfCustomer(visit(as), id))),
  },
};

describe.each(Object.entries(READS))("services/%s", (_room, reads) =>
  asksAsAnotherShop(reads, () => ({ mine, theirs })),
);

describe("counts and settings", () => {
  const told: Record<string, (as: Place) => Promise<unknown>> = {
    countWaiting: (as) => countWaiting(visit(as)),
    countQueues: (as) => countQueues([{ ...as, actor: as.owner, step: "customer_approval", filters: {} }]),
    readShopFlow: ({ shopId }) => readShopFlow(shopId),
  };
  const change = async ({ shopId, owner }: Place) => {
    await makeOrder(shopId, { step: "customer_approval", customerShopifyId: CUSTOMER });
    const { manner } = await readShopFlow(shopId);
    const other = manner === "together" ? "independently" : "together";
    await setFlow({ shopId, actor: owner, flow: { ...DEFAULT_FLOW, manner: other } });
  };

  it.each(Object.entries(told))(
    "%s changes with what its own shop does, and with nothing that another does",
    async (_, tell) => {
      const before = await tell(mine);
      await change(theirs);
      expect(await tell(mine)).toEqual(before);
      await change(mine);
      expect(await tell(mine)).not.toEqual(before);
    },
  );
});

it("every function of a service is tried above, or is said to tell nothing of a shop's rows", async () => {
  const modules = import.meta.glob("../../app/services/*/*.ts");
  const silent = silentServices();
  const exported: string[] = [];
  for (const [path, load] of Object.entries(modules)) {
    if (path.endsWith(".test.ts")) continue;
    const room = path.split("/").at(-2)!;
    const module = (await load()) as Record<string, unknown>;
    const names = Object.keys(module).filter((name) => typeof module[name] === "function");
    exported.push(...names.map((name) => `${room}/${name}`));
  }
  const tried = [
    ...Object.entries(READS).flatMap(([room, reads]) => Object.keys(reads).map((name) => `${room}/${name}`)),
    ...["customer/countWaiting", "screens/countQueues", "shop/readShopFlow"],
  ];
  expect(exported.filter((name) => !tried.includes(name) && !silent.includes(name))).toEqual([]);
  expect([...tried, ...silent].filter((name) => !exported.includes(name))).toEqual([]);
});
