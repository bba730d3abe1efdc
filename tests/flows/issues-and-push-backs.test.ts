// A photo that will not do goes to the customer or back to Image Approval, with the reason in everybody's sight.
import { beforeAll, expect, test } from "vitest";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { listEndedIssues } from "../../app/services/screens/list-issues.ts";
import { listPhotosToCheck } from "../../app/services/screens/list-photos-to-check.ts";
import { act, letUndoWindowPass, makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let reasonId: string;
let ida: ActingMember;
let ivan: ActingMember;
let ana: ActingMember;
let max: ActingMember;

beforeAll(async () => {
  ({ shopId, reasonId } = await makeShop());
  ida = await makeMember(shopId, ["image_processor"]);
  ivan = await makeMember(shopId, ["image_processor"]);
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
  max = await makeMember(shopId, ["manager"]);
});

test("the image processor reads on the wall why an artist pushed a photo back", async () => {
  const { itemIds } = await makeOrder(shopId, { step: "artwork", assign: { image_processor: ida, artist: ana } });
  await act({ shopId, actor: ana, itemIds, command: { action: "push_back", note: "The face is cut off." } });
  await letUndoWindowPass();
  const { sentBack } = await listPhotosToCheck({ shopId, actor: ida, words: undefined, after: null });
  expect(sentBack[itemIds[0]!]).toBe("Ana pushed the photo back: “The face is cut off.”");
});

test("a photo that was never sent back carries no remark", async () => {
  const { itemIds } = await makeOrder(shopId, { assign: { image_processor: ida } });
  const { sentBack } = await listPhotosToCheck({ shopId, actor: ida, words: undefined, after: null });
  expect(sentBack[itemIds[0]!]).toBeUndefined();
});

test("an issue that is over says what the customer did, to its image processor and to managers only", async () => {
  const { itemIds, name } = await makeOrder(shopId, { assign: { image_processor: ida } });
  await act({ shopId, actor: ida, itemIds, command: { action: "reject_photo", reasonId, comment: "Too dark" } });
  await act({ shopId, actor: { kind: "customer" }, itemIds, command: { action: "keep_photo" } });
  const told = async (member: ActingMember) =>
    (await listEndedIssues({ shopId, actor: member })).map(({ orderName, ending }) => ({
      orderName,
      ending,
    }));
  const kept = { orderName: name, ending: "The customer continues with the current photo" };
  expect(await told(ida)).toEqual([kept]);
  expect(await told(max)).toEqual([kept]);
  expect(await told(ivan)).toEqual([]);
});
