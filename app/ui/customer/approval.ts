import type { CustomerItem } from "../../domain/screens/customer-order.ts";
import { TAKE_BACK_WINDOW } from "../../domain/workflow/undo.ts";
import { decisionForm, type Door } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { largePicture, smallPicture } from "./pictures.ts";

/** An item whose artwork is ready: the artwork, the two ways to go on in sight with it, and the photo to compare it with; `meaning` follows what is asked. */
export function approvalPart(door: Door, item: CustomerItem, meaning: Html, isFirst: boolean): Html {
  const { artwork, number } = item;
  if (!artwork) return html``;
  const [photo, ...others] = item.photos;
  const name = `The artwork of item ${number}${artwork.version > 1 ? `, version ${artwork.version}` : ""}`;
  const caption = artwork.version > 1 ? `The artwork, version ${artwork.version}` : "The artwork";
  const compared = { photo: photo && (photo.middle ?? photo.screen), artwork: artwork.middle ?? artwork.screen };
  return html`<div class="proofline-proof">
${largePicture(artwork, name, caption, { as: "main", isFirst })}
<div class="proofline-proof__side">
${artwork.answer && html`<div class="proofline-reason"><h3>Our answer to your request</h3><p class="proofline-words" dir="auto">${artwork.answer}</p></div>`}
${artwork.isComing ? null : decisions(door, item)}
${meaning}
<div class="proofline-pictures${others.length > 0 && " proofline-pictures--many"}">${item.photos.map((one) => largePicture(one, `Your photo for item ${number}`, "Your photo", { as: "beside", isFirst: false }))}</div>
${compared.photo && compared.artwork && html`<details class="proofline-more" data-proofline-compare data-photo="${compared.photo}" data-artwork="${compared.artwork}" hidden><summary>Lay the artwork over your photo</summary></details>`}
${earlierVersions(item)}
</div>
</div>`;
}

/** Versions that the customer has seen before, with what was said about them. */
export function earlierVersions({ earlier, number }: CustomerItem): Html | null {
  if (earlier.length === 0) return null;
  return html`<details class="proofline-more"><summary>Earlier versions (${earlier.length})</summary>
<ol class="proofline-versions" reversed>${earlier.map(
    (
      version,
    ) => html`<li><p><strong>Version ${version.version}</strong></p>${smallPicture(version, `Version ${version.version} of the artwork of item ${number}`)}
${version.request && html`<p class="proofline-words"><em>You asked:</em> <bdi>${version.request}</bdi></p>`}
${version.answer && html`<p class="proofline-words"><em>We answered:</em> <bdi>${version.answer}</bdi></p>`}</li>`,
  )}</ol></details>`;
}

/** One form for everything that is ready, where that is more than one. */
export function approveAllForm(door: Door, waiting: readonly CustomerItem[]): Html | null {
  const items = waiting.filter(
    ({ actions, artwork }) => actions.includes("approve_artwork") && artwork && !artwork.isComing,
  );
  if (items.length < 2) return null;
  const many = items.length === 2 ? "both" : `all ${items.length}`;
  const list = html`<ul class="proofline-all__list">${items.map(
    (item) =>
      html`<li>${item.artwork && smallPicture(item.artwork, `The artwork of item ${item.number}`)}<span>Item ${item.number}: <bdi>${item.product}</bdi></span></li>`,
  )}</ul>`;
  return html`<section class="proofline-item proofline-all" aria-labelledby="proofline-all"><h2 class="proofline-item__title" id="proofline-all">Approve everything at once</h2>
${list}
${decisionForm(door, { intent: "approve_artwork", items, button: `Approve ${many} artworks`, isMain: true })}
<p class="proofline-decide__words">${MEANING.several}</p></section>`;
}

/** What is approved and can still be taken back. */
export function takeBackPart(door: Door, { takesBack }: CustomerItem): Html | null {
  if (!takesBack) return null;
  const { actId, items } = takesBack;
  const fields = html`<input type="hidden" name="approval" value="${actId}">`;
  const button = items === 1 ? "Take my approval back" : `Take my approval of ${items} items back`;
  return decisionForm(door, { intent: "take_back", items: [], fields, button, isMain: false });
}

// One tap approves: it can be taken back, and the words say so before.
function decisions(door: Door, item: CustomerItem): Html {
  const id = `proofline-note-${item.number}`;
  const note = html`<label class="proofline-label" for="${id}">What would you like to have changed?</label>
<textarea class="proofline-note" id="${id}" name="note" rows="5" maxlength="5000" required></textarea>`;
  const mayApprove = item.actions.includes("approve_artwork");
  return html`<div class="proofline-decide" role="group" aria-label="Your decision about item ${item.number}">
${mayApprove && decisionForm(door, { intent: "approve_artwork", items: [item], button: "Approve this artwork", isMain: true })}
${item.actions.includes("request_changes") && html`<details class="proofline-way" name="proofline-way-${item.number}"><summary class="proofline-button"><span class="proofline-way__closed">Ask for changes</span><span class="proofline-way__open">Not now</span></summary>${decisionForm(door, { intent: "request_changes", items: [item], fields: note, button: "Send my request for changes", isMain: true })}</details>`}
${mayApprove && html`<p class="proofline-decide__words">${MEANING.one}</p>`}
</div>`;
}

const MEANING = {
  one: `Once approved, it is made exactly like this. You can take that back for ${TAKE_BACK_WINDOW}.`,
  several: `Once approved, they are made exactly like this. You can take that back for ${TAKE_BACK_WINDOW}.`,
};
