import type { CustomerPicture } from "../../domain/screens/customer-order.ts";
import { html, type Html } from "./html.ts";

/** How a large picture stands on the page: what it is about there or beside that, and whether it is the first one that is looked at. */
type Place = { as: "main" | "beside"; isFirst: boolean };

/** Where the page has one column; `customer-page.css` says the same. */
const ONE_COLUMN = "(max-width: 47.99rem)";
const WIDE: Record<Place["as"], string> = { main: "33rem", beside: "21rem" };

/** A picture at its full width; a tap opens it larger. */
export function largePicture(picture: CustomerPicture, alt: string, caption: string | null, place: Place): Html {
  return html`<figure class="proofline-picture">${shown(picture, alt, place)}${caption && html`<figcaption>${caption}</figcaption>`}</figure>`;
}

/** A small picture that leads to the large one. */
export function smallPicture(picture: CustomerPicture, alt: string): Html | null {
  const { thumb, screen } = picture;
  if (!thumb || !screen) return null;
  return html`<a class="proofline-thumb" href="${screen}" target="_blank" rel="noopener noreferrer" data-proofline-zoom><img src="${thumb}" alt="${alt}"${sizeWords(picture, 400)} loading="lazy"></a>`;
}

function shown(picture: CustomerPicture, alt: string, { as, isFirst }: Place): Html {
  const { screen, file, isComing, isGone } = picture;
  if (screen) {
    const middle = middleOf(picture);
    // On a phone the middle one is sharp enough, however fine its pixels: they would ask for the large one.
    const source = middle && html`<source media="${ONE_COLUMN}" srcset="${middle.address}">`;
    const choice =
      middle &&
      html` srcset="${middle.address} ${middle.width}w, ${screen} ${middle.screenWidth}w" sizes="${WIDE[as]}"`;
    const when = isFirst ? html` fetchpriority="high"` : html` loading="lazy"`;
    return html`<a class="proofline-picture__link" href="${screen}" target="_blank" rel="noopener noreferrer" data-proofline-zoom><picture>${source}<img src="${middle?.address ?? screen}"${choice} alt="${alt}"${sizeWords(picture, 1600)}${when}></picture><span class="proofline-picture__hint">Enlarge</span></a>`;
  }
  if (isGone) return html`<p class="proofline-picture__none">This picture is not kept any more.</p>`;
  if (isComing)
    return html`<p class="proofline-picture__none">The picture is being prepared. Reload this page in a moment.</p>`;
  if (file)
    return html`<p class="proofline-picture__none">There is no preview of this file. <a href="${file}" rel="noopener noreferrer">Download it</a> to look at it.</p>`;
  return html`<p class="proofline-picture__none">This file could not be opened.</p>`;
}

/** The middle picture with both widths, where there is one and the large one is larger. */
function middleOf(picture: CustomerPicture): { address: string; width: number; screenWidth: number } | null {
  const [middle, screen] = [sizeOf(picture, 800), sizeOf(picture, 1600)];
  if (!picture.middle || !middle || !screen || middle.width >= screen.width) return null;
  return { address: picture.middle, width: middle.width, screenWidth: screen.width };
}

/** Width and height as shown, so that nothing jumps when the picture arrives. */
function sizeWords(picture: CustomerPicture, longest: number): Html | null {
  const size = sizeOf(picture, longest);
  return size && html` width="${size.width}" height="${size.height}"`;
}

function sizeOf({ width, height }: CustomerPicture, longest: number): { width: number; height: number } | null {
  if (!width || !height) return null;
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
