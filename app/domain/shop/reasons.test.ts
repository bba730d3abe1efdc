import { describe, expect, test } from "vitest";
import { inOrder, movedBy, reasonForCustomer, reasonNamed } from "./reasons.ts";

const reason = (id: string, name: string, isOn = true) => ({ id, name, isOn });

describe("rejection reasons", () => {
  test.each(["Blurry", "blurry", "  BLURRY ", "Blur\u200ary".replace("\u200a", "")])("%j is the same name", (name) => {
    expect(reasonNamed([reason("a", "Blurry")], name)?.id).toBe("a");
  });

  test("letters that are put together otherwise are the same name, and so are blanks of another number", () => {
    expect(reasonNamed([reason("a", "Zu du\u0308ster  hier")], "zu d\u00fcster hier")?.id).toBe("a");
    expect(reasonNamed([reason("a", "Blurry")], "Blurred")).toBeNull();
  });

  test("a reason does not stand in its own way, and one in use is named before one that is off", () => {
    expect(reasonNamed([reason("a", "Blurry")], "BLURRY", "a")).toBeNull();
    expect(reasonNamed([reason("a", "Blurry", false), reason("b", "blurry")], "Blurry")?.id).toBe("b");
    expect(reasonNamed([reason("a", "Blurry", false)], "Blurry")?.id).toBe("a");
  });

  test("the customer reads the text for them, and the name where there is none", () => {
    expect(reasonForCustomer({ name: "Blurry", customerText: "We see too little." })).toBe("We see too little.");
    expect(reasonForCustomer({ name: "Blurry", customerText: "" })).toBe("Blurry");
  });

  test("an order asked for on an older page keeps what it does not name at the end", () => {
    const of = (ids: string[]) => ids.map((id) => ({ id }));
    expect(inOrder(of(["a", "b", "new", "c"]), ["c", "gone", "a", "b"])).toEqual(of(["c", "a", "b", "new"]));
  });

  test("one is moved up and down, and stays at either end", () => {
    expect(movedBy(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
    expect(movedBy(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(movedBy(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(movedBy(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  });
});
