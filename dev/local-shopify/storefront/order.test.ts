import { afterAll, beforeAll, expect, test } from "vitest";
import { startLocalShopify, type LocalShopify } from "../server.ts";

let local: LocalShopify;
let store: string;

beforeAll(async () => {
  local = await startLocalShopify({ appOrigin: "http://localhost:9" });
  store = local.storeOrigins["pawtraits.myshopify.com"] ?? "";
});
afterAll(() => local.close());

const shop = () => local.state.shops[0]!;
const photo = (name: string, bytes = "picture") => new File([bytes], name, { type: "image/jpeg" });
const address = {
  email: "new@customers.example",
  firstName: "Nora",
  lastName: "New",
  address1: "1 Road",
  city: "Bath",
  zip: "BA1",
  country: "GB",
};

/** A visitor without JavaScript: keeps cookies, posts forms. */
function visitor() {
  let cookies: Record<string, string> = {};
  const send = async (path: string, body?: FormData | URLSearchParams) => {
    const cookie = Object.entries(cookies)
      .map((pair) => pair.join("="))
      .join("; ");
    const response = await fetch(`${store}${path}`, {
      redirect: "manual",
      headers: { cookie },
      ...(body ? { method: "POST", body } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=");
      cookies = { ...cookies, [name]: value };
    }
    return response;
  };
  return {
    send,
    order: async (fields: Record<string, string> = address) => send("/checkout", new URLSearchParams(fields)),
  };
}

function productForm(handle: string, fields: Record<string, string | File | File[]>): FormData {
  const form = new FormData();
  form.append("product", handle);
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}

test("an order carries the customer's photos as links that can be fetched", async () => {
  const { send, order } = visitor();
  const added = await send(
    "/cart/add",
    productForm("yellow-portrait", {
      "option:Room": "LivingRoom",
      "option:Size": "Full",
      quantity: "2",
      "properties[Uploaded Images]": [photo("Rex & Löwe 1.jpg", "one"), photo("b.heic", "two")],
      "properties[Pet's name]": "Rex",
    }),
  );
  expect([added.status, added.headers.get("location")]).toEqual([303, "/cart"]);
  expect(await (await send("/cart")).text()).toContain("LivingRoom / Full");
  const placed = await order();
  expect(await (await send(placed.headers.get("location") ?? "")).text()).toContain("Thank you, Nora!");
  const line = shop().orders.at(-1)!.lines[0]!;
  expect(line).toMatchObject({ title: "Yellow Portrait", variantTitle: "LivingRoom / Full", quantity: 2 });
  const [photos, name, hidden] = line.properties;
  expect([photos?.name, name, hidden?.name]).toEqual([
    "Uploaded Images",
    { name: "Pet's name", value: "Rex" },
    "_upload_session",
  ]);
  const links = String(photos?.value).split(",\n");
  expect(links).toHaveLength(2);
  expect(links[0]).toMatch(new RegExp(`^${local.hubOrigin}/uploads/[0-9a-f-]{36}/Rex%20%26%20L%C3%B6we%201\\.jpg$`));
  const fetched = await fetch(links[0]!);
  expect([fetched.headers.get("content-type"), await fetched.text()]).toEqual(["image/jpeg", "one"]);
  expect((await fetch(links[1]!)).headers.get("content-type")).toBe("image/heic");
  expect(await (await send("/cart")).text()).toContain("Your cart is empty");
});

test("photos of one property stay in the order in which the customer chose them, however long each takes to be kept", async () => {
  const { send, order } = visitor();
  const chosen = Array.from({ length: 12 }, (_, at) => photo(`${at + 1}.jpg`, "x".repeat((12 - at) * 200_000)));
  await send(
    "/cart/add",
    productForm("yellow-portrait", {
      "option:Room": "LivingRoom",
      "option:Size": "Full",
      "properties[Uploaded Images]": chosen,
    }),
  );
  await order();
  const [photos] = shop().orders.at(-1)!.lines[0]!.properties;
  const names = String(photos?.value)
    .split(",\n")
    .map((link) => link.split("/").at(-1));
  expect(names).toEqual(chosen.map(({ name }) => name));
});

test("a product with two photo fields makes two properties, and a guest becomes a customer", async () => {
  const { send, order } = visitor();
  await send(
    "/cart/add",
    productForm("duo-locket", {
      "option:Finish": "Gold",
      "properties[Left photo]": photo("l.jpg"),
      "properties[Right photo]": photo("r.jpg"),
    }),
  );
  await order({ ...address, email: "guest@customers.example" });
  const placed = shop().orders.at(-1)!;
  expect(placed.lines[0]!.properties.map(({ name }) => name)).toEqual(["Left photo", "Right photo", "_upload_session"]);
  expect(shop().customers.find(({ id }) => id === placed.customerId)?.email).toBe("guest@customers.example");
  expect(placed.shippingAddress).toMatchObject({ countryCode: "GB", city: "Bath" });
});

test("a missing photo or option is asked for, and what was filled in stays", async () => {
  const { send } = visitor();
  const noPhoto = await send(
    "/cart/add",
    productForm("yellow-portrait", {
      "option:Room": "Bedroom",
      "option:Size": "Full",
      "properties[Uploaded Images]": new File([], ""),
      "properties[Pet's name]": '"Rex"',
    }),
  );
  expect(noPhoto.status).toBe(422);
  const html = await noPhoto.text();
  expect(html).toContain("Please add a photo: Uploaded Images.");
  expect(html).toContain("&#34;Rex&#34;");
  expect(html).toMatch(/value="Bedroom" checked/);
  expect(
    (await send("/cart/add", productForm("yellow-portrait", { "option:Room": "Cellar", "option:Size": "Full" })))
      .status,
  ).toBe(422);
});

test("a product without photos needs none, and its line carries no link", async () => {
  const { send, order } = visitor();
  await send("/cart/add", productForm("star-map", { "option:Paper": "Matte", "properties[Place]": "Lisbon" }));
  await order();
  expect(shop().orders.at(-1)!.lines[0]!.properties).toEqual([{ name: "Place", value: "Lisbon" }]);
});

test("a logged-in customer finds the order in the account; another does not", async () => {
  shop().storefront = { customerAccounts: "legacy" };
  const carla = visitor();
  const { id } = shop().customers[0]!;
  const login = await carla.send(
    "/account/login",
    new URLSearchParams({ customer: String(id), return_to: "//evil.example" }),
  );
  expect(login.headers.get("location")).toBe("/account");
  await carla.send("/cart/add", productForm("royal-pet-mug", { "properties[Pet photo]": photo("mug.jpg") }));
  await carla.order({ ...address, email: "carla@customers.example" });
  const placed = shop().orders.at(-1)!;
  expect(placed.customerId).toBe(id);
  expect(await (await carla.send("/account")).text()).toContain(placed.name);
  const dmitri = visitor();
  await dmitri.send("/account/login", new URLSearchParams({ customer: String(shop().customers[1]!.id) }));
  expect(await (await dmitri.send("/account")).text()).not.toContain(placed.name);
  expect((await visitor().send("/account")).headers.get("location")).toBe("/account/login");
});

test("an incomplete address is asked for and nothing is ordered", async () => {
  const { send, order } = visitor();
  await send("/cart/add", productForm("royal-pet-mug", { "properties[Pet photo]": photo("mug.jpg") }));
  const before = shop().orders.length;
  expect(await (await order({ ...address, city: " " })).text()).toContain("Please fill in: city.");
  expect(await (await order({ ...address, email: "not an address" })).text()).toContain(
    "Please check the e-mail address.",
  );
  expect(shop().orders.length).toBe(before);
});

test("the quantity of a line changes, and 0 takes it out", async () => {
  const { send } = visitor();
  await send("/cart/add", productForm("royal-pet-mug", { "properties[Pet photo]": photo("mug.jpg") }));
  const key = /name="line" value="([0-9a-f]+)"/.exec(await (await send("/cart")).text())?.[1] ?? "";
  await send("/cart/change", new URLSearchParams({ line: key, quantity: "3" }));
  expect(await (await send("/cart")).text()).toContain("$72.00");
  await send("/cart/change", new URLSearchParams({ line: key, quantity: "0" }));
  expect(await (await send("/cart")).text()).toContain("Your cart is empty");
});

test("a file name cannot lead out of the file host's folder", async () => {
  const { send, order } = visitor();
  await send("/cart/add", productForm("royal-pet-mug", { "properties[Pet photo]": photo("..\\..\\evil<b>.jpg") }));
  await order();
  const link = String(shop().orders.at(-1)!.lines[0]!.properties[0]!.value);
  expect(decodeURIComponent(link)).toMatch(/\/uploads\/[0-9a-f-]{36}\/[^/\\<>]+\.jpg$/);
  expect((await fetch(link)).status).toBe(200);
  for (const path of [
    "/uploads/..%2f..%2fpackage.json/x",
    "/uploads/00000000-0000-0000-0000-000000000000/package.json",
  ])
    expect((await fetch(`${local.hubOrigin}${path}`)).status).toBe(404);
});
