import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitOf } from "./who/visit.ts";
import { answerInTheme } from "../ui/customer/frame.ts";
import { unknownPage } from "../ui/customer/other-pages.ts";

/** Every other address below the proxy, such as a link that was cut off. */
export async function loader({ request }: LoaderFunctionArgs) {
  return answerInTheme(unknownPage(await visitOf(request)), 404);
}
