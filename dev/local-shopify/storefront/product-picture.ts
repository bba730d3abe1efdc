import { portraitSvg, sceneSvg, type Sitter } from "../../demo-picture-svg.ts";
import type { LocalProduct } from "../shapes.ts";

const dog: Sitter = { animal: "dog", fur: "#a8713f", dark: "#6d4323", at: 400 };
const cat: Sitter = { animal: "cat", fur: "#e39a4c", dark: "#b8682a", at: 400 };
const rabbit: Sitter = { animal: "rabbit", fur: "#f3f0ec", dark: "#e0a9a5", at: 400 };

const pictures: Record<string, string> = {
  Portrait: room("#f3ece1", framed(portraitSvg(dog, "#f4c542"), 150, 60, 300, 400)),
  Canvas: room(
    "#e6ecec",
    framed(
      sceneSvg("meadow", [
        { ...dog, at: 250 },
        { ...cat, at: 550 },
      ]),
      70,
      95,
      460,
      345,
      4,
    ),
  ),
  Jewelry: room(
    "#f1e9ee",
    `<path d="M110 0q60 150 190 150T490 0" fill="none" stroke="#c6a664" stroke-width="5"/>${locketHalf(185, cat, -6)}${locketHalf(415, rabbit, 6)}<circle cx="300" cy="165" r="13" fill="none" stroke="#c6a664" stroke-width="6"/>`,
  ),
  Poster: room(
    "#e9e6df",
    `<g><rect x="150" y="50" width="300" height="420" fill="#fff"/><rect x="165" y="65" width="270" height="390" fill="#18233f"/><circle cx="300" cy="230" r="112" fill="#0e1730" stroke="#e8d9a8" stroke-width="2"/>${stars()}<path d="M230 385h140M255 408h90M270 428h60" stroke="#e8d9a8" stroke-width="5" stroke-linecap="round"/></g>`,
  ),
  Mug: room(
    "#eef0e6",
    `<path d="M395 205q110-10 105 80t-125 85" fill="none" stroke="#fff" stroke-width="34"/><path d="M165 160h250v250q0 40-40 40H205q-40 0-40-40z" fill="#fff"/><ellipse cx="290" cy="160" rx="125" ry="20" fill="#e7e2d9"/>${nested(portraitSvg({ ...cat, fur: "#9aa0a8", dark: "#666d78" }, "#fff"), 205, 205, 165, 220)}`,
  ),
  Accessory: room(
    "#e8eef3",
    `<circle cx="300" cy="95" r="52" fill="none" stroke="#9aa3ab" stroke-width="12"/><path d="M300 146v52" stroke="#9aa3ab" stroke-width="10"/><rect x="195" y="195" width="210" height="260" rx="26" fill="#b4783f"/>${nested(portraitSvg(rabbit, "#b7c4e0"), 213, 213, 174, 224)}`,
  ),
};

const familyPicture = room(
  "#ece6f0",
  framed(
    sceneSvg("sofa", [
      { ...dog, at: 170 },
      { ...cat, at: 400 },
      { ...rabbit, at: 630 },
    ]),
    60,
    85,
    480,
    360,
  ),
);

/** A drawing of the product for the storefront, as an SVG document. */
export function productPicture({ productType, tags }: LocalProduct): string {
  return tags.includes("family") ? familyPicture : (pictures[productType] ?? pictures["Portrait"] ?? "");
}

function room(wall: string, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 520" aria-hidden="true"><rect width="600" height="520" fill="${wall}"/><path d="M0 478h600v42H0z" fill="#000" opacity=".05"/>${inner}</svg>`;
}

function framed(picture: string, x: number, y: number, width: number, height: number, border = 16): string {
  const outer = `x="${x - border}" y="${y - border}" width="${width + 2 * border}" height="${height + 2 * border}"`;
  return `<rect ${outer} fill="#000" opacity=".12" transform="translate(6 10)"/><rect ${outer} fill="${border > 8 ? "#5b4636" : "#fff"}"/>${nested(picture, x, y, width, height)}`;
}

function nested(picture: string, x: number, y: number, width: number, height: number): string {
  return picture.replace("<svg ", `<svg x="${x}" y="${y}" width="${width}" height="${height}" `);
}

function locketHalf(x: number, sitter: Sitter, turn: number): string {
  const heart = "M0 118C-150 20-112-104-44-104Q-10-104 0-66 10-104 44-104C112-104 150 20 0 118Z";
  return `<g transform="translate(${x} 290) rotate(${turn}) scale(1.12)"><path d="${heart}" fill="#d9b96e"/><path d="${heart}" fill="#fff7e3" transform="scale(.86)"/>${nested(portraitSvg(sitter, "none"), -62, -88, 124, 166).replace(/<path d="M1[29]0 [^>]*>/g, "")}</g>`;
}

function stars(): string {
  return Array.from({ length: 46 }, (_, i) => {
    const angle = i * 2.4;
    const away = 104 * Math.sqrt((i + 0.5) / 46);
    return `<circle cx="${(300 + away * Math.cos(angle)).toFixed(1)}" cy="${(230 + away * Math.sin(angle)).toFixed(1)}" r="${1 + (i % 4) * 0.8}" fill="#fff"/>`;
  }).join("");
}
