import type { CustomerPicture } from "../../domain/screens/customer-order.ts";
import { html, type Html } from "./html.ts";

/** A picture at its full width; a tap opens it larger. */
export function largePicture(picture: CustomerPicture, alt: string, caption: string | null): Html {
  return html`<figure class="proofline-picture">${middle(picture, alt)}${caption && html`<figcaption>${caption}</figcaption>`}</figure>`;
}

/** A small picture that leads to the large one. */
export function smallPicture(picture: CustomerPicture, alt: string): Html | null {
  const { thumb, screen } = picture;
  if (!thumb || !screen) return null;
  return html`<a class="proofline-thumb" href="${screen}" target="_blank" rel="noopener noreferrer" data-proofline-zoom><img src="${thumb}" alt="${alt}"${size(picture, 400)} loading="lazy"></a>`;
}

function middle(picture: CustomerPicture, alt: string): Html {
  const { screen, file, isComing } = picture;
  if (screen) {
    return html`<a class="proofline-picture__link" href="${screen}" target="_blank" rel="noopener noreferrer" data-proofline-zoom><img src="${screen}" alt="${alt}"${size(picture, 1600)}><span class="proofline-picture__hint">Enlarge</span></a>`;
  }
  if (isComing)
    return html`<p class="proofline-picture__none">The picture is being prepared. Reload this page in a moment.</p>`;
  if (file)
    return html`<p class="proofline-picture__none">There is no preview of this file. <a href="${file}" rel="noopener noreferrer">Download it</a> to look at it.</p>`;
  return html`<p class="proofline-picture__none">This file could not be opened.</p>`;
}

/** Width and height as shown, so that nothing jumps when the picture arrives. */
function size({ width, height }: CustomerPicture, longest: number): Html | null {
  if (!width || !height) return null;
  const scale = Math.min(1, longest / Math.max(width, height));
  return html` width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`;
}
