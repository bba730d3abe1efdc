import type { CustomerItem } from "../../domain/screens/customer-order.ts";
import { decisionForm, lookedBox, type Door } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { largePicture, smallPicture } from "./pictures.ts";

/** An item whose artwork is ready: the artwork, the photo beside it, and the two ways to go on. */
export function approvalPart(door: Door, item: CustomerItem): Html {
  const { artwork, number } = item;
  if (!artwork) return html``;
  const [photo] = item.photos;
  return html`${artwork.answer && html`<div class="proofline-reason"><h3>Our answer to your request</h3><p class="proofline-words" dir="auto">${artwork.answer}</p></div>`}
<div class="proofline-pictures">
${largePicture(artwork, `The artwork of item ${number}${artwork.version > 1 ? `, version ${artwork.version}` : ""}`, artwork.version > 1 ? `The artwork, version ${artwork.version}` : "The artwork")}
${item.photos.map((one) => largePicture(one, `Your photo for item ${number}`, "Your photo"))}
</div>
${photo?.screen && artwork.screen && html`<details class="proofline-more" data-proofline-compare data-photo="${photo.screen}" data-artwork="${artwork.screen}" hidden><summary>Lay the artwork over your photo</summary></details>`}
${earlierVersions(item)}
${artwork.isComing ? null : decisions(door, item)}`;
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
  const fields = html`<ul class="proofline-all__list">${items.map(
    (item) =>
      html`<li>${item.artwork && smallPicture(item.artwork, `The artwork of item ${item.number}`)}<span>Item ${item.number}: <bdi>${item.product}</bdi></span></li>`,
  )}</ul>${lookedBox(`I have looked at all ${items.length} artworks closely. They may be made exactly like this.`)}`;
  return html`<section class="proofline-item proofline-all" aria-labelledby="proofline-all"><h2 class="proofline-item__title" id="proofline-all">Approve everything at once</h2>
${decisionForm(door, { intent: "approve_artwork", items, fields, button: `Approve all ${items.length} artworks`, isMain: true })}</section>`;
}

function decisions(door: Door, item: CustomerItem): Html {
  const id = `proofline-note-${item.number}`;
  const approve = lookedBox("I have looked at the artwork closely. It may be made exactly like this.");
  const note = html`<label class="proofline-label" for="${id}">What would you like to have changed?</label>
<textarea class="proofline-note" id="${id}" name="note" rows="5" maxlength="5000" required></textarea>`;
  return html`${item.actions.includes("approve_artwork") && html`<h3 class="proofline-choice">Do you like it?</h3>${decisionForm(door, { intent: "approve_artwork", items: [item], fields: approve, button: "Approve this artwork", isMain: true })}`}
${item.actions.includes("request_changes") && html`<details class="proofline-more"><summary>Or ask for changes</summary>${decisionForm(door, { intent: "request_changes", items: [item], fields: note, button: "Send my request for changes", isMain: false })}</details>`}`;
}
