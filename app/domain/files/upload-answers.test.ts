import { expect, test } from "vitest";
import { whatStatusMeans } from "./upload-answers.ts";

test("a line that is away is waited for, and only what is refused ends an upload", () => {
  const meant = (...statuses: number[]) => new Set(statuses.map(whatStatusMeans));
  expect(meant(0, 408, 409, 423, 429, 502, 503, 504)).toEqual(new Set(["later"]));
  expect(meant(404, 410)).toEqual(new Set(["gone"]));
  expect(meant(400, 401, 403, 413, 415, 422)).toEqual(new Set(["refused"]));
  expect(meant(500, 501, 507)).toEqual(new Set(["fault"]));
});
