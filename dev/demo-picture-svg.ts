export type Animal = "dog" | "cat" | "rabbit" | "hamster";
export type Ground = "beach" | "meadow" | "sofa" | "night";
export type Sitter = { animal: Animal; fur: string; dark: string; at: number };

/** An SVG drawing of one or more pets in front of a ground, in units of 800 by 600 whatever its pixels. */
export function sceneSvg(ground: Ground, sitters: Sitter[]): string {
  const size = sitters.length > 1 ? 0.74 : 1;
  const pets = sitters.map(
    (sitter) => `<g transform="translate(${sitter.at} ${350 + (1 - size) * 120}) scale(${size})">${petSvg(sitter)}</g>`,
  );
  return svg(800, 600, grounds[ground] + pets.join(""));
}

/** The head of one pet on a plain ground, as a finished artwork shows it. */
export function portraitSvg(sitter: Sitter, paper: string): string {
  const frame = `<rect width="600" height="800" fill="${paper}"/><circle cx="300" cy="370" r="245" fill="#fff" opacity=".35"/>`;
  const ribbon = `<path d="M120 690 h360 l-26 32 26 32 h-360 l26 -32z" fill="${sitter.dark}"/><path d="M190 722h220" stroke="#fff" stroke-width="7" stroke-linecap="round" stroke-dasharray="26 16 60 16"/>`;
  return svg(600, 800, `${frame}<g transform="translate(300 390) scale(1.12)">${petSvg(sitter)}</g>${ribbon}`);
}

function svg(width: number, height: number, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice">${inner}</svg>`;
}

const grounds: Record<Ground, string> = {
  beach: `${sky("#7fc4ee", "#fdf1d8")}<circle cx="655" cy="118" r="58" fill="#fff3b0"/><rect y="330" width="800" height="90" fill="#2f8fb5"/>
    <path d="M0 345q50-14 100 0t100 0 100 0 100 0 100 0 100 0 100 0 100 0" fill="none" stroke="#d9f2f7" stroke-width="5"/>
    <path d="M0 408q200-34 400-8t400-10v210H0z" fill="#ecd29b"/><path d="M40 540q60-20 120 0M560 500q70-22 140 0" stroke="#d3b377" stroke-width="6" fill="none"/>`,
  meadow: `${sky("#9ad0f5", "#eaf6ff")}<path d="M0 330l150-150 110 105 140-190 170 200 100-90 130 125v90H0z" fill="#8fa6b8"/><path d="M400 95l-45 62 35 14 30-18 25 20 22-18z" fill="#fff"/>
    <path d="M0 360q220-80 430-20t370-20v280H0z" fill="#7db35a"/><path d="M0 470q260-60 800 10v120H0z" fill="#5e9a44"/>
    ${[60, 140, 245, 580, 660, 745].map((x, i) => `<circle cx="${x}" cy="${500 + (i % 3) * 30}" r="9" fill="${["#fff", "#f6c945", "#e7707b"][i % 3]}"/>`).join("")}`,
  sofa: `<rect width="800" height="600" fill="#e9ded0"/><rect x="70" y="60" width="190" height="150" fill="#cfe4ef" stroke="#fff" stroke-width="14"/><path d="M165 60v150M70 135h190" stroke="#fff" stroke-width="8"/>
    <rect x="560" y="70" width="130" height="165" fill="#f7f2e8" stroke="#8a6a4c" stroke-width="10"/><circle cx="625" cy="150" r="38" fill="#d98c5f"/>
    <path d="M40 600V380q0-60 60-60h600q60 0 60 60v220z" fill="#4f7d7a"/><path d="M400 330v140" stroke="#41696a" stroke-width="6"/><path d="M0 470h800v130H0z" fill="#5c8f8b"/><rect x="600" y="370" width="120" height="120" rx="22" fill="#e5a84b" transform="rotate(10 660 430)"/>`,
  night: `${sky("#141a3c", "#3c3566")}${Array.from({ length: 42 }, (_, i) => `<circle cx="${(i * 197) % 800}" cy="${(i * i * 53 + i * 31) % 330}" r="${1.4 + (i % 4) * 0.7}" fill="#fff" opacity="${0.5 + (i % 5) / 10}"/>`).join("")}
    <circle cx="620" cy="120" r="60" fill="#f5ecc8"/><circle cx="644" cy="106" r="52" fill="#1d2247"/><path d="M0 420q180-70 360-30t440-40v250H0z" fill="#1f2a35"/><path d="M0 500q300-40 800 0v100H0z" fill="#17202a"/>`,
};

function sky(top: string, bottom: string): string {
  return `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient><rect width="800" height="600" fill="url(#sky)"/>`;
}

const ears: Record<Animal, (fur: string, dark: string) => string> = {
  dog: (fur, dark) =>
    both(
      `<path d="M-88-92q-64-6-74 66t22 122q34 10 46-46z" fill="${dark}"/><path d="M-100-70q-30 8-36 56t12 84" stroke="${fur}" stroke-width="6" fill="none" opacity=".5"/>`,
    ),
  cat: (fur, dark) =>
    both(`<path d="M-118-40l-16-130 100 62z" fill="${fur}"/><path d="M-108-66l-10-70 56 36z" fill="${dark}"/>`),
  rabbit: (fur, dark) =>
    both(
      `<ellipse cx="-48" cy="-190" rx="30" ry="105" fill="${fur}" transform="rotate(-9 -48 -110)"/><ellipse cx="-48" cy="-186" rx="15" ry="78" fill="${dark}" transform="rotate(-9 -48 -110)"/>`,
    ),
  hamster: (fur, dark) =>
    both(`<circle cx="-86" cy="-98" r="36" fill="${fur}"/><circle cx="-86" cy="-98" r="20" fill="${dark}"/>`),
};

function petSvg({ animal, fur, dark }: Sitter): string {
  const body = `<path d="M-150 262q-6-170 150-172t150 172z" fill="${fur}"/><path d="M-58 262q-4-120 58-122t58 122z" fill="#fff" opacity=".55"/>`;
  const head = `<ellipse rx="132" ry="122" fill="${fur}"/><ellipse cy="52" rx="${animal === "hamster" ? 92 : 70}" ry="56" fill="#fff" opacity=".75"/>`;
  const patch =
    animal === "dog"
      ? `<ellipse cx="52" cy="-22" rx="46" ry="54" fill="${dark}" opacity=".55"/>`
      : `<path d="M-14-120q14 40 0 66M14-120q-4 34 6 60" stroke="${dark}" stroke-width="9" fill="none" opacity=".5" stroke-linecap="round"/>`;
  const eyes = both(
    `<ellipse cx="-50" cy="-16" rx="19" ry="22" fill="#241b16"/><circle cx="-44" cy="-24" r="7" fill="#fff"/>`,
  );
  const nose = `<path d="M-20 28q20-14 40 0-4 24-20 26-16-2-20-26z" fill="#3a2622"/><path d="M0 54v16m-30 0q15 22 30 0 15 22 30 0" fill="none" stroke="#3a2622" stroke-width="6" stroke-linecap="round"/>`;
  const whiskers =
    animal === "dog"
      ? `<path d="M-14 88q14 34 28 0z" fill="#e07b86"/>`
      : both(`<path d="M-40 48l-86-14M-40 60l-88 8" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`);
  return (
    body +
    (animal === "dog" ? head + ears.dog(fur, dark) : ears[animal](fur, dark) + head) +
    patch +
    eyes +
    nose +
    whiskers
  );
}

/** One half of a face and its mirror image. */
function both(half: string): string {
  return `${half}<g transform="scale(-1 1)">${half}</g>`;
}
