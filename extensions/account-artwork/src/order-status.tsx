import "@shopify/ui-extensions/preact";
import { render } from "preact";
import type { AccountOrder } from "../../../app/domain/screens/account-order.ts";
import { useAnswer } from "./ask-app.ts";

export default function show() {
  render(<OrderStatus />, document.body);
}

function OrderStatus() {
  const [, number] = /(\d+)$/.exec(shopify.order.value?.id ?? "") ?? [];
  const isEdited = Boolean(shopify.extension.editor);
  const path = number === undefined || isEdited ? null : `/customer-account/orders/${number}`;
  const answer = useAnswer<{ order: AccountOrder | null }>(path);
  const order = isEdited ? example() : answer?.order;
  if (!order || order.items.length === 0) return null;
  const { translate } = shopify.i18n;
  return (
    <s-section heading={translate("order.heading")}>
      <s-stack direction="block" gap="base">
        {order.waiting > 0 && <s-text type="strong">{translate("order.waits", { count: order.waiting })}</s-text>}
        {order.items.map(({ number, product, title, meaning, usualTime }) => (
          <s-stack key={number} direction="block" gap="small-500">
            <s-text>{order.items.length > 1 ? `${number}. ${product}: ${title}` : `${product}: ${title}`}</s-text>
            <s-text color="subdued">{usualTime === null ? meaning : `${meaning} ${usualTime}`}</s-text>
          </s-stack>
        ))}
        {order.link !== null &&
          (order.waiting > 0 ? (
            <s-button variant="primary" href={order.link}>
              {translate("order.look")}
            </s-button>
          ) : (
            <s-link href={order.link}>{translate("order.open")}</s-link>
          ))}
      </s-stack>
    </s-section>
  );
}

/** In the editor there is no real order: what merchants place is shown with an example. */
function example(): AccountOrder {
  const say = (key: string) => shopify.i18n.translate(`example.${key}`);
  const item = { number: 1, product: say("product"), title: say("title"), meaning: say("meaning") };
  return { name: say("name"), link: null, waiting: 1, items: [{ ...item, usualTime: null, isWaiting: true }] };
}
