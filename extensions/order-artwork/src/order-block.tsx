import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BlockItem, OrderBlock } from "../../../app/domain/screens/order-block.ts";

export default function show() {
  render(<ArtworkBlock />, document.body);
}

const LOOK_AGAIN_MS = 3_000;

type Told = { order: OrderBlock | null; refused?: string | null };
type Answer = Told | "asking" | "unreachable";

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
  const isSettling = typeof answer === "object" && answer.order?.hold?.kind === "asked_again";
  // What is being held again says so by itself once it is.
  useEffect(() => {
    if (!isSettling) return;
    const timer = setTimeout(() => ask(number).then(setAnswer, () => undefined), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [number, isSettling, answer]);
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
      {typeof answer === "object" && <Order told={answer} onHold={() => hold(number).then(setAnswer)} />}
    </s-admin-block>
  );
}

function Order({ told: { order, refused }, onHold }: { told: Told; onHold: () => Promise<void> }) {
  const { translate } = shopify.i18n;
  if (order === null) return <s-paragraph>{translate("nothing")}</s-paragraph>;
  return (
    <s-stack gap="base">
      {order.hold && <Hold hold={order.hold} refused={refused ?? null} onHold={onHold} />}
      {order.items.map((item) => (
        <Item key={item.number} {...item} />
      ))}
      <s-link href={`app:${order.path}`}>{translate("open")}</s-link>
    </s-stack>
  );
}

type HoldProps = { hold: NonNullable<OrderBlock["hold"]>; refused: string | null; onHold: () => Promise<void> };

function Hold({ hold: { kind, sentence, mayHoldAgain }, refused, onHold }: HoldProps) {
  const { translate } = shopify.i18n;
  const [state, setState] = useState<"ready" | "asking" | "lost">("ready");
  const press = () => {
    if (state === "asking") return;
    setState("asking");
    onHold().then(
      () => setState("ready"),
      () => setState("lost"),
    );
  };
  const problem = state === "lost" ? translate("lost") : refused;
  return (
    <s-stack gap="small-300">
      {kind === "held" ? (
        <s-text color="subdued">{sentence}</s-text>
      ) : (
        <s-banner tone="warning">
          <s-paragraph>{sentence}</s-paragraph>
        </s-banner>
      )}
      {problem !== null && <s-paragraph>{problem}</s-paragraph>}
      {mayHoldAgain && (
        <s-button loading={state === "asking"} onClick={press}>
          {translate("hold")}
        </s-button>
      )}
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
async function ask(number: string): Promise<Told> {
  const response = await fetch(`app/order-block/${number}`);
  if (!response.ok) return response.status === 403 ? { order: null } : Promise.reject(new Error(response.statusText));
  return (await response.json()) as Told;
}

/** Pressed twice, or sent again after a lost answer, it counts once. */
async function hold(number: string): Promise<Told> {
  const response = await fetch(`app/order-block/${number}`, { method: "POST" });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as Told;
}
