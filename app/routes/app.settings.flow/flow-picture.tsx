import { Badge, Text } from "@shopify/polaris";
import { drawFlow, type DrawnStep, type RoleCounts } from "../../domain/shop/flow-picture.ts";
import type { Flow } from "../../domain/words/flow.ts";
import "./flow-picture.css";

/** The way of an order through the steps, as the form beside it now says. */
export function FlowPicture({ flow, counts }: { flow: Flow; counts: RoleCounts }) {
  return (
    <ol className="flow-picture" aria-label="The steps of an order, in their order">
      {drawFlow(flow, counts).map((one) => (
        <DrawnBox key={one.step} drawn={one} />
      ))}
    </ol>
  );
}

function DrawnBox({ drawn: { name, who, isUnmanned, isLeftOut, notes, barrier } }: { drawn: DrawnStep }) {
  return (
    <li className={isLeftOut ? "is-left-out" : undefined}>
      <div className="flow-picture-barrier">
        {barrier ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {barrier}
          </Text>
        ) : null}
      </div>
      <div className="flow-picture-box">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        {isLeftOut ? <Badge>Left out</Badge> : null}
        {who ? (
          <Text as="p" tone={isUnmanned ? "caution" : undefined}>
            {who}
          </Text>
        ) : null}
        {notes.map((note) => (
          <Text as="p" variant="bodySm" tone="subdued" key={note}>
            {note}
          </Text>
        ))}
      </div>
    </li>
  );
}
