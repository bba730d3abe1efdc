import { randomUUID } from "node:crypto";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { mayOpen } from "../../../app/domain/team/can-see.ts";
import { DEFAULT_FLOW } from "../../../app/domain/words/flow.ts";
import { isManager } from "../../../app/domain/workflow/needs.ts";
import { pngOf } from "../pictures.ts";
import { form } from "./doors.ts";

/** What the posts speak of: an order that the first person of each role has, and rows of the same shop. */
export type Stage = {
  orderId: string;
  itemId: string;
  changeCount: number;
  shopifyOrderId: string;
  memberId: string;
  artistId: string;
  reasonId: string;
  folderId: string;
  taskId: string;
};

/** A thing that a screen's form can do, apart from acts on items: who may, and what it sends. */
export type Post = {
  what: string;
  door: string;
  path(stage: Stage): string;
  params?(stage: Stage): Record<string, string>;
  send(stage: Stage): RequestInit;
  may(member: ActingMember, isAssigned: boolean): boolean;
  step?: "customer_approval";
  /** The shop has not started with the order. */
  inShadow?: true;
};

const admins = ({ roles }: ActingMember) => roles.includes("admin");
const fulfillersToo = (member: ActingMember) => isManager(member) || member.roles.includes("fulfiller");
const flow = { ...DEFAULT_FLOW, skips: ["quality_control"], manner: "independently" };
const name = () => `Made ${randomUUID()}`;
const at = (path: string) => () => path;

/** Everything that the forms of the staff's screens can ask for. */
export const POSTS: readonly Post[] = [
  ...team("invite", () => ({ intent: "invite", email: `${randomUUID()}@people.test`, name: "New", roles: "artist" })),
  ...team("change", ({ memberId }) => ({
    intent: "change",
    memberId,
    roles: "artist,fulfiller",
    isAway: "yes",
    capacity: "7",
  })),
  ...team("left", ({ memberId }) => ({ intent: "left", memberId })),
  ...settings("add_reason", () => ({ intent: "add_reason", name: name() })),
  ...settings("change_reason", ({ reasonId }) => ({ intent: "change_reason", reasonId, name: name() })),
  ...settings("switch_reason", ({ reasonId }) => ({ intent: "switch_reason", reasonId, isOn: "no" })),
  ...settings("order_reasons", ({ reasonId }) => ({ intent: "order_reasons", reasonIds: reasonId })),
  ...settings("drop_reason", ({ reasonId }) => ({ intent: "drop_reason", reasonId })),
  {
    what: "another flow",
    door: "app.settings.flow",
    path: at("/app/settings/flow"),
    may: admins,
    send: () =>
      form({
        intent: "save",
        settings: JSON.stringify({ flow, applyToOpenOrders: false, guideline: name(), usualHours: {} }),
      }),
  },
  {
    what: "when emails leave",
    door: "app.settings.emails._index",
    path: at("/app/settings/emails"),
    may: admins,
    send: () => form({ intent: "save", settings: JSON.stringify({ brand: { senderName: name().slice(0, 20) } }) }),
  },
  {
    what: "the words of an email",
    door: "app.settings.emails.$kind",
    path: at("/app/settings/emails/approved"),
    params: () => ({ kind: "approved" }),
    may: admins,
    send: () =>
      form({ intent: "save", subject: "Thank you", preheader: "", body: "<p>Hello</p>", button: name().slice(0, 20) }),
  },
  {
    what: "a picture of the guideline",
    door: "app.settings.pictures",
    path: at("/app/settings/pictures"),
    may: admins,
    send: () => {
      const body = new FormData();
      body.set("formId", randomUUID());
      body.set("place", "guideline");
      body.set("picture", new File([new Uint8Array(pngOf("a guideline's"))], "good.png"));
      return { method: "POST", body };
    },
  },
  {
    what: "how to approve",
    door: "app.image-approval",
    path: at("/app/image-approval"),
    may: ({ roles }) => mayOpen("image_approval", roles),
    send: () => form({ asksFirst: "no" }),
  },
  ...folders("create_folder", () => ({ intent: "create_folder", name: name() }), fulfillersToo),
  ...folders("rename_folder", ({ folderId }) => ({ intent: "rename_folder", folderId, name: name() }), fulfillersToo),
  ...folders("delete_folder", ({ folderId }) => ({ intent: "delete_folder", folderId }), fulfillersToo),
  ...folders("sort", ({ folderId, orderId }) => ({ intent: "sort", folderId, orderIds: orderId }), theirs),
  ...folders(
    "fulfil",
    ({ itemId, changeCount }) => ({
      intent: "fulfil",
      actId: randomUUID(),
      targets: JSON.stringify([{ itemId, changeCount }]),
      trackingNumber: "1Z9",
      trackingCompany: "UPS",
      trackingUrl: "",
      notifyCustomer: "no",
    }),
    (member, isAssigned) => admins(member) || (isAssigned && member.roles.includes("fulfiller")),
  ),
  {
    what: "given to another artist, in the list",
    door: "app.orders._index",
    path: at("/app/orders"),
    may: isManager,
    send: ({ orderId, artistId }) => form({ orderIds: orderId, role: "artist", memberId: artistId }),
  },
  {
    what: "given to another artist, on the order's page",
    door: "app.orders.$orderId",
    path: ({ orderId }) => `/app/orders/${orderId}`,
    params: ({ orderId }) => ({ orderId }),
    may: isManager,
    send: ({ artistId }) => form({ role: "artist", memberId: artistId }),
  },
  {
    what: "held again, on the order's page",
    door: "app.orders.$orderId",
    path: ({ orderId }) => `/app/orders/${orderId}`,
    params: ({ orderId }) => ({ orderId }),
    may: isManager,
    send: () => form({ intent: "hold_again" }),
  },
  {
    what: "held again, in Shopify's block of the order",
    door: "app.order-block.$shopifyOrderId",
    path: ({ shopifyOrderId }) => `/app/order-block/${shopifyOrderId}`,
    params: ({ shopifyOrderId }) => ({ shopifyOrderId }),
    may: isManager,
    send: () => form({}),
  },
  {
    what: "given to another artist, in Artfile Production",
    door: "app.artfile-production",
    path: at("/app/artfile-production"),
    may: isManager,
    send: ({ orderId, artistId }) => form({ intent: "give_to", orderId, memberId: artistId }),
  },
  {
    what: "a task closed",
    door: "app._index",
    path: at("/app"),
    may: isManager,
    send: ({ taskId }) => form({ taskId, as: "closed" }),
  },
  {
    what: "the start",
    door: "app._index",
    path: at("/app"),
    may: admins,
    inShadow: true,
    send: ({ orderId }) => form({ intent: "start", with: "picked", orderIds: orderId }),
  },
  ...(["take_back", "work_again"] as const).map((intent): Post => ({
    what: intent === "take_back" ? "everything taken back before leaving" : "work again",
    door: "app.settings.leave",
    path: at("/app/settings/leave"),
    may: admins,
    send: () => form({ intent }),
  })),
  ...(["same", "new"] as const).map((link): Post => ({
    what: `written to again with the ${link} link`,
    door: "app.customer-approval",
    path: at("/app/customer-approval"),
    step: "customer_approval",
    may: (member, isAssigned) => isManager(member) || (isAssigned && member.roles.includes("quality_controller")),
    send: ({ orderId }) => form({ orderId, link }),
  })),
];

function team(what: string, fields: (stage: Stage) => Record<string, string>): Post[] {
  return [
    {
      what: `team: ${what}`,
      door: "app.team",
      path: at("/app/team"),
      may: admins,
      send: (stage) => form(fields(stage)),
    },
  ];
}

function settings(what: string, fields: (stage: Stage) => Record<string, string>): Post[] {
  return [
    {
      what: `settings: ${what}`,
      door: "app.settings.flow",
      path: at("/app/settings/flow"),
      may: admins,
      send: (stage) => form(fields(stage)),
    },
  ];
}

function folders(what: string, fields: (stage: Stage) => Record<string, string>, may: Post["may"]): Post[] {
  return [
    {
      what: `fulfilment: ${what}`,
      door: "app.fulfilment",
      path: at("/app/fulfilment"),
      may,
      send: (stage) => form(fields(stage)),
    },
  ];
}

function theirs(member: ActingMember, isAssigned: boolean): boolean {
  return isManager(member) || (isAssigned && member.roles.includes("fulfiller"));
}
