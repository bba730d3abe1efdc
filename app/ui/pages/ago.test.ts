import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import { Ago } from "./ago.tsx";

test("a time has the shop's own date and time on hover, and no code of a zone", () => {
  const page = { id: "routes/app", path: "/", element: createElement(Ago, { at: "2026-11-26T23:05:00Z" }) };
  const hydrationData = { loaderData: { "routes/app": { timeZone: "Asia/Tokyo" } } };
  const router = createMemoryRouter([page], { hydrationData });
  expect(renderToStaticMarkup(createElement(RouterProvider, { router }))).toBe(
    '<time dateTime="2026-11-26T23:05:00Z" title="November 27, 2026, 08:05 (the shop’s time)">November 27, 2026</time>',
  );
});
