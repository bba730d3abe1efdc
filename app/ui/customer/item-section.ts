import type { CustomerItem } from "../../domain/screens/customer-order.ts";
import { TAKE_BACK_WINDOW } from "../../domain/workflow/undo.ts";
import { CUSTOMER_STANDING_WORDS, isCustomersTurn } from "../../domain/screens/customer-standing.ts";
import { approvalPart, earlierVersions, takeBackPart } from "./approval.ts";
import type { Door } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { issuePart } from "./issue.ts";
import { smallPicture } from "./pictures.ts";

type Where = {
  itemCount: number;
  /** It is the first thing of the page that the customer is asked. */ isFirst: boolean;
};

/** What is said of an item whose approval can be taken back: whether it goes on after that, or waits for the others. */
function justApproved({ standing }: CustomerItem): { title: string; meaning: string } {
  const { title, meaning } = CUSTOMER_STANDING_WORDS.approved;
  return {
    title,
    meaning:
      standing === "approved"
        ? `${meaning} For ${TAKE_BACK_WINDOW} you can take your approval back.`
        : `We go on with it in ${TAKE_BACK_WINDOW}. Until then you can take your approval back.`,
  };
}

/** One item of the order: where it stands, and what can be decided about it. */
export function itemSection(door: Door, item: CustomerItem, { itemCount, isFirst }: Where): Html {
  const { title, meaning } = item.takesBack ? justApproved(item) : CUSTOMER_STANDING_WORDS[item.standing];
  const isTurn = isCustomersTurn(item.standing);
  const id = `item-${item.number}`;
  const means = html`<p class="proofline-item__meaning">${[meaning, item.takesBack ? null : item.usualTime].filter(Boolean).join(" ")}</p>`;
  const isProof = item.standing === "approval_needed";
  return html`<section class="proofline-item${isTurn && " proofline-item--waiting"}" id="${id}" aria-labelledby="${id}-title">
<h2 class="proofline-item__title" id="${id}-title"><bdi>${item.product}</bdi>${item.variant && html`<span class="proofline-item__variant"><bdi>${item.variant}</bdi></span>`}</h2>
<p class="proofline-item__facts">${facts(item, itemCount)}</p>
<p class="proofline-state proofline-state--${isTurn ? "waiting" : item.standing}">${title}</p>
${isProof ? approvalPart(door, item, means, isFirst) : html`${means}${part(door, item, isFirst)}`}
</section>`;
}

function part(door: Door, item: CustomerItem, isFirst: boolean): Html {
  if (item.standing === "photo_needed") return issuePart(door, item, isFirst);
  return html`<div class="proofline-thumbs">${item.photos.map((photo) => smallPicture(photo, `Your photo for item ${item.number}`))}
${item.artwork && smallPicture(item.artwork, `The artwork of item ${item.number}`)}</div>
${takeBackPart(door, item)}
${item.artwork?.approvedOn && html`<p class="proofline-item__approved">Approved on ${item.artwork.approvedOn}.</p>`}
${earlierVersions(item)}`;
}

function facts({ number, part: photoProperty, copies }: CustomerItem, itemCount: number): Html {
  const all = [
    itemCount > 1 && `Item ${number} of ${itemCount}`,
    photoProperty,
    `${copies} ${copies === 1 ? "copy" : "copies"}`,
  ].filter(Boolean);
  return html`${all.map((fact, at) => html`${at > 0 && " · "}<bdi>${fact}</bdi>`)}`;
}
