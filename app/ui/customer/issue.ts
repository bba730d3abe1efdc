import type { CustomerIssue, CustomerItem } from "../../domain/screens/customer-order.ts";
import { decisionForm, lookedBox, photoForm, type Door } from "./forms.ts";
import { html, type Html } from "./html.ts";
import { largePicture, smallPicture } from "./pictures.ts";

/** An item whose photo raised a question: the photo, why, and the two ways to go on. */
export function issuePart(door: Door, item: CustomerItem, isFirst: boolean): Html {
  const hasSeveral = item.photos.length > 1;
  const meant = item.photos.filter(({ isMarked }) => isMarked).length;
  const caption = (photo: CustomerItem["photos"][number], at: number) => {
    const name = hasSeveral ? `Your photo ${at + 1} of ${item.photos.length}` : "Your photo";
    return photo.isMarked && hasSeveral ? `${name}: this is ${meant > 1 ? "one of those" : "the one"} we mean` : name;
  };
  return html`${item.issue && reason(item.issue)}
<div class="proofline-pictures${hasSeveral && " proofline-pictures--many"}">${item.photos.map((photo, at) => largePicture(photo, caption(photo, at), caption(photo, at), { as: "main", isFirst: isFirst && at === 0 }))}</div>
${item.issue && help(item.issue)}
${item.actions.includes("replace_photo") && html`<h3 class="proofline-choice">Send a new photo</h3>${photoForm(door, item)}`}
${item.actions.includes("keep_photo") && keepForm(door, item)}`;
}

function reason({ reason, comment }: CustomerIssue): Html {
  return html`<div class="proofline-reason"><h3 class="proofline-words" dir="auto">${reason}</h3>${comment !== "" && html`<p class="proofline-words" dir="auto">${comment}</p>`}</div>`;
}

/** What makes a photo that works: before the customer chooses another one. */
function help({ hint, examples }: CustomerIssue): Html | false {
  if (hint === "" && examples.length === 0) return false;
  const caption = { good: "This works", bad: "This does not work" };
  return html`<div class="proofline-help">${hint !== "" && html`<p class="proofline-words" dir="auto">${hint}</p>`}${
    examples.length > 0 &&
    html`<ul class="proofline-examples">${examples.map((one) => html`<li><figure>${smallPicture(one, one.alt)}<figcaption>${caption[one.place]}</figcaption></figure></li>`)}</ul>`
  }</div>`;
}

function keepForm(door: Door, item: CustomerItem): Html {
  const fields = html`<p>If you have no other photo, or like this one best, we go on with it as it is.</p>
${lookedBox("I have read what you wrote about my photo and want to continue with it.")}`;
  return html`<details class="proofline-more"><summary>Or continue with the current photo</summary>
${decisionForm(door, { intent: "keep_photo", items: [item], fields, button: "Continue with the current photo", isMain: false })}</details>`;
}
