import "@shopify/ui-extensions/preact";
import { render } from "preact";
import type { WaitingOrder } from "../../../app/domain/screens/account-order.ts";
import { useAnswer } from "./ask-app.ts";

export default function show() {
  render(<OrderIndex />, document.body);
}

function OrderIndex() {
  const isEdited = Boolean(shopify.extension.editor);
  const answer = useAnswer<{ orders: WaitingOrder[] }>(isEdited ? null : "/customer-account/orders");
  const { translate } = shopify.i18n;
  const orders = isEdited ? [{ name: translate("example.name"), link: null, waiting: 1 }] : (answer?.orders ?? []);
  if (orders.length === 0) return null;
  return (
    <s-section heading={translate("orders.heading")}>
      <s-unordered-list>
        {orders.map(({ name, link }) => (
          <s-list-item key={name}>
            <s-link {...(link === null ? {} : { href: link })}>{translate("orders.look", { order: name })}</s-link>
          </s-list-item>
        ))}
      </s-unordered-list>
    </s-section>
  );
}
