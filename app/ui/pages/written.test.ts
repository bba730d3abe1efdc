// What others wrote keeps its own direction and its line breaks, and moves nothing beside it.
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OrderDetails } from "../lists/order-details.tsx";
import { Facts, Written } from "./written.tsx";

test("facts in a line stand each for itself, and empty ones are left out", () =>
  expect(renderToStaticMarkup(createElement(Facts, { of: ["Mug", null, false, "الصورة", "2 copies"] }))).toBe(
    "<bdi>Mug</bdi> · <bdi>الصورة</bdi> · <bdi>2 copies</bdi>",
  ));

test("a note keeps its line breaks and its direction, with a label before it or without", () => {
  const style = 'style="white-space:pre-wrap;overflow-wrap:anywhere"';
  expect(renderToStaticMarkup(createElement(Written, { words: "a\nb" }))).toBe(`<div dir="auto" ${style}>a\nb</div>`);
  expect(renderToStaticMarkup(createElement(Written, { words: "a\nb", label: "Note" }))).toBe(
    `<div ${style}><strong>Note: </strong><bdi>a\nb</bdi></div>`,
  );
});

test("so do the order's note and what the customer chose", () => {
  const card = { orderNote: "ملاحظة\nline", details: [{ name: "الاسم", value: "one\ntwo" }] };
  const text = renderToStaticMarkup(createElement(OrderDetails, { card: card as never }));
  for (const part of ["<bdi>ملاحظة\nline</bdi>", "<bdi>الاسم</bdi>", ">one\ntwo</div>"]) expect(text).toContain(part);
});
