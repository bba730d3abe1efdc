import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import { Ago } from "./ago.tsx";

function drawn(layout: { timeZone: string; readAt?: number }): string {
  const page = { id: "routes/app", path: "/", element: createElement(Ago, { at: "2026-11-26T23:05:00Z" }) };
  const router = createMemoryRouter([page], { hydrationData: { loaderData: { "routes/app": layout } } });
  return renderToStaticMarkup(createElement(RouterProvider, { router }));
}

test("a time has the shop's own date and time on hover, and no code of a zone", () => {
  expect(drawn({ timeZone: "Asia/Tokyo" })).toBe(
    '<time dateTime="2026-11-26T23:05:00Z" title="November 27, 2026, 08:05 (the shop’s time)">November 27, 2026</time>',
  );
});

test("the server already says how long ago it was, as the browser will", () =>
  expect(drawn({ timeZone: "Asia/Tokyo", readAt: Date.parse("2026-11-27T01:06:00Z") })).toContain(
    ">2 hours ago</time>",
  ));
