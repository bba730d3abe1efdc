import { json, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { makeZipAddress } from "../services/artfiles/open-download.ts";
import { staffOf } from "./who/staff.ts";

const asked = z.object({
  what: z.enum(["photos", "artfiles"]),
  orderIds: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).min(1).max(200)),
});

/** Gives a member the address of one zip with the files of the orders they selected. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const read = asked.safeParse(Object.fromEntries(await request.formData()));
  if (!read.success) throw new Response("Select at most 200 orders.", { status: 400 });
  return json({ address: makeZipAddress({ shopId: shop.id, installation: shop.installation, actor, ...read.data }) });
}
