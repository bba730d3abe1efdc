import tus from "tus-js-client/dist/tus.min.js?url";
import type { CustomerIntent, CustomerItem } from "../../domain/screens/customer-order.ts";
import { ACCEPTED_FILES } from "../../domain/files/photo-formats.ts";
import type { Place } from "./frame.ts";
import { html, type Html } from "./html.ts";
import { pageHref } from "./store-links.ts";

/** Where the forms of an order lead. */
export type Door = Place & { token: string };

type Decision = {
  intent: CustomerIntent;
  items: readonly CustomerItem[];
  fields?: Html;
  button: string;
  isMain: boolean;
};

/** A form that decides about items as this page shows them; the same form counts once, however often it is sent. */
export function decisionForm(door: Door, { intent, items, fields, button, isMain }: Decision): Html {
  return html`<form class="proofline-form" method="post" action="${pageHref(door, `/o/${door.token}/`)}" data-proofline-form>
<input type="hidden" name="intent" value="${intent}">
<input type="hidden" name="actId" value="${crypto.randomUUID()}">
${items.map(({ itemId, changeCount }) => html`<input type="hidden" name="target" value="${itemId}:${changeCount}">`)}
${fields ?? null}
<button type="submit" class="proofline-button${isMain && " proofline-button--main"}">${button}</button>
</form>`;
}

/** The box that has to be ticked before something is decided. */
export function lookedBox(words: string): Html {
  return html`<label class="proofline-tick"><input class="proofline-tick__box" type="checkbox" name="looked" value="yes" required> <span>${words}</span></label>`;
}

/**
 * The form that sends new photos straight to the app: files do not fit through the shop's proxy. Where there are scripts, the page sends each
 * file by itself, by what is named here, and then the form without them.
 */
export function photoForm(door: Door, item: CustomerItem): Html {
  const id = `proofline-photos-${item.number}`;
  const marked = item.photos.filter(({ isMarked }) => isMarked).length;
  const some = marked < item.photos.length ? marked : 0;
  const label =
    some === 1
      ? "Choose a new photo for the one we mean"
      : some > 1
        ? `Choose ${some} new photos for those we mean`
        : null;
  const place =
    some === 1
      ? "It takes the place of the photo that we mean; your other photos stay."
      : some > 1
        ? `In the order in which you choose them, they take the place of the ${some} photos that we mean; your other photos stay.`
        : `You can choose several at once; they take the place of the current ${item.photos.length > 1 ? "photos" : "photo"}.`;
  return html`<form class="proofline-form" method="post" action="${door.appUrl}/customer/photo" enctype="multipart/form-data" data-proofline-upload data-proofline-uploads="${door.appUrl}/customer/uploads" data-proofline-sender="${door.appUrl}${tus} ${door.appUrl}/customer-uploads.js">
<input type="hidden" name="token" value="${door.token}">
<input type="hidden" name="pathPrefix" value="${pageHref(door, "")}">
<input type="hidden" name="actId" value="${crypto.randomUUID()}">
<input type="hidden" name="target" value="${item.itemId}:${item.changeCount}">
<label class="proofline-label" for="${id}">${label ?? (item.photos.length > 1 ? "Choose your new photos" : "Choose a new photo")}</label>
<input class="proofline-file" id="${id}" type="file" name="photos" multiple required accept="${ACCEPTED_FILES}" aria-describedby="${id}-hint">
<p class="proofline-hint" id="${id}-hint">JPEG, PNG, HEIC, WebP, AVIF, TIFF, GIF or PDF, up to 50 MB each. ${place}</p>
<ul class="proofline-chosen" data-proofline-chosen hidden></ul>
<p class="proofline-complaint" data-proofline-complaint role="alert" hidden></p>
<div class="proofline-progress" data-proofline-progress hidden><progress max="100" value="0" aria-label="Sending your photo"></progress> <span role="status"></span></div>
<button type="submit" class="proofline-button proofline-button--main">Send the new photo</button>
</form>`;
}
