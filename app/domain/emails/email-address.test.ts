import { expect, test } from "vitest";
import { emailAddress } from "./email-address.ts";

test("an address is taken as it is, without the spaces around it", () => {
  expect(emailAddress("ida@shop.test")).toBe("ida@shop.test");
  expect(emailAddress("  o'neil+photos@mail.shop.co.uk\n")).toBe("o'neil+photos@mail.shop.co.uk");
  expect(emailAddress("jürgen@bücher.example")).toBe("jürgen@bücher.example");
});

test.each([
  ...[null, "", " ", "ida", "ida@shop", "@shop.test", "ida@", "ida@.", "ida@shop.test@shop.test"],
  ...["ida@shop.test, bo@shop.test", "ida@shop.test;bo@shop.test", "Ida <ida@shop.test>", "ida @shop.test"],
  ...['"ida"@shop.test', "ida(x)@shop.test", "ida@[127.0.0.1]", "ida\\@shop.test", "mailto:ida@shop.test"],
])("%j is no address", (text) => {
  expect(emailAddress(text)).toBeNull();
});

test("an address has at most 254 characters", () => {
  const long = (length: number) => `${"a".repeat(length - "@shop.test".length)}@shop.test`;
  expect(emailAddress(` ${long(254)} `)).toBe(long(254));
  expect(emailAddress(long(255))).toBeNull();
});
