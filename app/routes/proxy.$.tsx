import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerInTheme } from "../ui/customer/frame.ts";
import { unknownPage } from "../ui/customer/other-pages.ts";
import { listPage, pageOfLink, pageOfOrder } from "./who/customer-pages.ts";
import { showVisitor } from "./who/visit.ts";

/** Every other address below the proxy: a page of ours with slashes too many, or a link that was cut off. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const [kind, name = "", ...rest] = (params["*"] ?? "").split("/").filter((part) => part !== "");
  return showVisitor(request, async (visit) => {
    if (kind === undefined) return listPage(visit);
    if (kind === "o" && rest.length === 0) return pageOfLink(visit, name, request);
    if (kind === "order" && rest.length === 0) return pageOfOrder(visit, name, request);
    return answerInTheme(unknownPage(visit), 404);
  });
}
