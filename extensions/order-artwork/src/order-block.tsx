import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BlockItem, OrderBlock } from "../../../app/domain/screens/order-block.ts";

export default function show() {
  render(<ArtworkBlock />, document.body);
}

type Answer = { order: OrderBlock | null } | "asking" | "unreachable";

function ArtworkBlock() {
  const [answer, setAnswer] = useState<Answer>("asking");
  const [, number = ""] = /(\d+)$/.exec(shopify.data.selected[0]?.id ?? "") ?? [];
  const [times, setTimes] = useState(1);
  useEffect(() => {
    let isShown = true;
    const show = (given: Answer) => isShown && setAnswer(given);
    ask(number).then(show, () => show("unreachable"));
    return () => {
      isShown = false;
    };
  }, [number, times]);
  const again = () => {
    setAnswer("asking");
    setTimes(times + 1);
  };
  const { translate } = shopify.i18n;
  const items = typeof answer === "object" ? (answer.order?.items ?? []) : [];
  return (
    <s-admin-block
      heading={translate("heading")}
      {...(items.length > 0 ? { collapsedSummary: translate("summary", { count: items.length }) } : {})}
    >
      {answer === "asking" && <s-spinner accessibilityLabel={translate("loading")} />}
      {answer === "unreachable" && (
        <s-stack gap="base">
          <s-paragraph>{translate("unreachable")}</s-paragraph>
          <s-button onClick={again}>{translate("again")}</s-button>
        </s-stack>
      )}
      {typeof answer === "object" && <Order order={answer.order} />}
    </s-admin-block>
  );
}

function Order({ order }: { order: OrderBlock | null }) {
  const { translate } = shopify.i18n;
  if (order === null) return <s-paragraph>{translate("nothing")}</s-paragraph>;
  return (
    <s-stack gap="base">
      {order.items.map((item) => (
        <Item key={item.number} {...item} />
      ))}
      <s-link href={`app:${order.path}`}>{translate("open")}</s-link>
    </s-stack>
  );
}

function Item({ number, product, step, standing, isOverdue, picture }: BlockItem) {
  const { translate } = shopify.i18n;
  return (
    <s-stack direction="inline" gap="base" alignItems="center">
      {picture !== null && <s-thumbnail src={picture} alt={translate("picture", { number })} size="small" />}
      <s-stack gap="small-300">
        <s-text type="strong">{translate("item", { number, product })}</s-text>
        <s-stack direction="inline" gap="small-300">
          <s-badge>{step}</s-badge>
          {isOverdue && <s-badge tone="warning">{translate("overdue")}</s-badge>}
        </s-stack>
        <s-text color="subdued">{standing}</s-text>
      </s-stack>
    </s-stack>
  );
}

/** Shopify resolves the path against the app's address, and adds the member's session token. */
async function ask(number: string): Promise<{ order: OrderBlock | null }> {
  const response = await fetch(`app/order-block/${number}`);
  if (!response.ok) return response.status === 403 ? { order: null } : Promise.reject(new Error(response.statusText));
  return (await response.json()) as { order: OrderBlock | null };
}
