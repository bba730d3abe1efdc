import { dirname, relative, resolve, sep } from "node:path";

// The import map of docs/architecture.md. A layer or a service's room that is not named here is refused until it is placed.

const LAYERS = {
  domain: ["domain"],
  adapters: ["domain", "adapters"],
  emails: ["domain", "emails"],
  ui: ["domain", "ui"],
  services: ["domain", "adapters", "emails", "services"],
  jobs: ["domain", "adapters", "emails", "services", "jobs"],
  routes: ["domain", "services", "ui", "routes", "adapters/shopify"],
};

/** Which rooms of the services a room calls besides itself; no room is called back by one that it calls. */
const SERVICES = {
  acts: [],
  artfiles: ["acts", "who"],
  batches: ["acts", "screens", "who"],
  customer: ["acts", "artfiles", "who"],
  emails: [],
  fulfilment: ["acts", "screens", "shop"],
  intake: ["acts", "artfiles", "fulfilment", "shop"],
  screens: ["artfiles", "customer", "emails", "team"],
  shop: ["acts"],
  team: [],
  upkeep: [],
  who: ["shop", "team"],
};

/** What of the outside a layer may name: the database is opened by adapters, requests are read by routes. */
const PACKAGES = {
  // Days, hours and time zones are arithmetic, and no clock.
  domain: /^(?!temporal-polyfill$)/,
  services: /^(@prisma\/|pg$|@remix-run\/|@shopify\/|react)/,
  jobs: /^(@prisma\/|pg$|@remix-run\/|@shopify\/|react)/,
  emails: /^(@prisma\/|pg$|@remix-run\/|@shopify\/|react)/,
  ui: /^(@prisma\/|pg$|node:)/,
  routes: /^(@prisma\/|pg$)/,
};

/** Imports that the map of layers and rooms does not know. */
export const layers = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      layer: "{{from}} may import {{allowed}}; nothing else of ours.",
      room: "services/{{from}} may call {{allowed}}; a service is called by routes, jobs and the rooms named in dev/lint/layers.js.",
      outside: "The app knows nothing of what stands around it.",
      unplaced: "{{folder}} has no place in dev/lint/layers.js yet.",
      package: "{{from}} does not know {{name}}.",
    },
  },
  create(context) {
    const from = placeOf(context, context.filename);
    if (from === null || from.layer === null) return {};
    const unplaced = unplacedFolder(from);
    if (unplaced !== null)
      return {
        Program: (node) => context.report({ node, messageId: "unplaced", data: { folder: unplaced } }),
      };
    const check = (node, source) => {
      const problem = source.startsWith(".")
        ? ofOurs(from, placeOf(context, resolve(dirname(context.filename), source)))
        : ofPackage(from, source);
      if (problem) context.report({ node, ...problem });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ImportExpression: (node) => node.source.type === "Literal" && check(node, node.source.value),
      TSImportType: (node) => node.argument.literal && check(node, node.argument.literal.value),
    };
  },
};

/** Where a file lies: its layer (null for the files at the top of `app`) and its room; null outside of `app`. */
function placeOf({ cwd }, path) {
  const [top, layer, room, ...rest] = relative(cwd, path).split(sep);
  if (top !== "app") return null;
  if (room === undefined) return { layer: null, room: null };
  return { layer, room: rest.length > 0 ? room : null };
}

/** The folder of a file that the map does not name; null when it has its place. */
function unplacedFolder({ layer, room }) {
  if (!LAYERS[layer]) return `app/${layer}`;
  return layer === "services" && !SERVICES[room] ? `app/services/${room ?? ""}` : null;
}

function ofOurs(from, to) {
  if (to === null) return { messageId: "outside" };
  if (to.layer === null) return null;
  const allowed = LAYERS[from.layer];
  if (!allowed.includes(to.layer) && !allowed.includes(`${to.layer}/${to.room}`)) {
    return { messageId: "layer", data: { from: from.layer, allowed: allowed.join(", ") } };
  }
  if (from.layer !== "services" || to.layer !== "services" || from.room === to.room) return null;
  const rooms = SERVICES[from.room];
  return rooms.includes(to.room)
    ? null
    : { messageId: "room", data: { from: from.room, allowed: rooms.join(", ") || "no other room" } };
}

function ofPackage(from, name) {
  return PACKAGES[from.layer]?.test(name) ? { messageId: "package", data: { from: from.layer, name } } : null;
}
