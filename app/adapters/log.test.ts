import { Prisma } from "@prisma/client";
import { expect, it } from "vitest";
import { withoutValues } from "./log.ts";

it("a refused database call is logged without the names in it", () => {
  const message =
    '\nInvalid `db().order.create()` invocation:\n\n{\n  data: {\n    customerName: "Carla Cooper",\n?   id?: String\n  }\n}\n\nArgument `name` is missing.';
  const error = new Prisma.PrismaClientValidationError(message, { clientVersion: "6" });
  expect(withoutValues(error.message).trim()).toBe("a database call was refused: Argument `name` is missing.");
  expect(withoutValues(`Failed task with error ${error.stack}`)).not.toContain("Carla");
});

it("other words are logged as they are", () => {
  expect(withoutValues("connect ECONNREFUSED 127.0.0.1:5432")).toBe("connect ECONNREFUSED 127.0.0.1:5432");
});
