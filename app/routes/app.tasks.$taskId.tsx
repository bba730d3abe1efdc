import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { openTaskFile } from "../services/screens/open-task-file.ts";
import { staffOf } from "./who/staff.ts";

/** The file of a customer's data that an admin hands on; fetched by a button of Home, because a plain link carries no session. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const file = await openTaskFile({ shopId: shop.id, actor, taskId: params.taskId ?? "" });
  if (!file) throw new Response("There is no such file, or it is not yours to see.", { status: 404 });
  return new Response(createReadableStreamFromReadable(file.body), { headers: file.headers });
}
