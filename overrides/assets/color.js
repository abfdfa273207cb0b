// Colors that everybody can read, as src/playbook/layers/brand.py judges them; a test compares the two.
// Contrast: WCAG 2.1, "relative luminance" and "contrast ratio". OKLCH: Björn Ottosson's Oklab, with the
// numbers and the way into the gamut of CSS Color 4, as ColorAide has them. Pure, and tested without a page.
"use strict";

{
  const LEAST = 4.5;
  const LEAST_DERIVED = 5.2;
  const LEAST_CHROMA = 0.04;
  const WHITE = "#ffffff";
  const STEPS = 16; // halvings on the way to the lightness that just passes
  const CONVERGENCE = 0.0001; // of the chroma
  const PAPER = ["#faf8f3", "#14171f"];
  const CARD = ["#ffffff", "#1c212c"];
  const TINT = ["#f0ece2", "#252b38"];
  const WASHES = [["#dcedea", "#17302f"], ["#f8ead3", "#332a1b"], ["#f3e1ee", "#33233a"]];
  /** @type {Ground} */
  const LINK = ["#2b4bb3", "#9db7ff"];
  /** The grounds on which each color is judged. @type {Record<ColorKey, string[]>} */
  const LIGHT = { brand: [PAPER[0], CARD[0]], link: [PAPER[0], CARD[0], TINT[0]] };
  const DARK = [PAPER[1], CARD[1], TINT[1]];
  const HEX = /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/;

  const TO_XYZ = [
    [0.4123907992659593, 0.357584339383878, 0.1804807884018343],
    [0.21263900587151024, 0.715168678767756, 0.07219231536073371],
    [0.01933081871559182, 0.11919477979462598, 0.9505321522496607],
  ];
  const FROM_XYZ = [
    [3.240969941904523, -1.5373831775700941, -0.4986107602930035],
    [-0.9692436362808797, 1.8759675015077204, 0.04155505740717562],
    [0.05563007969699365, -0.20397695888897652, 1.0569715142428784],
  ];
  const TO_LMS = [
    [0.819022437996703, 0.3619062600528904, -0.1288737815209879],
    [0.03298365393238847, 0.9292868615863434, 0.03614466635064236],
    [0.04817718935962421, 0.2642395317527308, 0.6335478284694309],
  ];
  const FROM_LMS = [
    [1.226879875845924, -0.5578149944602171, 0.2813910456659647],
    [-0.04057574521480083, 1.112286803280317, -0.07171105806551635],
    [-0.07637293667466008, -0.42149333240224324, 1.5869240198367818],
  ];
  const TO_LAB = [
    [0.21045426830931396, 0.7936177747023053, -0.0040720430116192585],
    [1.9779985324311686, -2.42859224204858, 0.450593709617411],
    [0.025904042465547734, 0.7827717124575297, -0.8086757549230774],
  ];
  const FROM_LAB = [
    [1, 0.3963377773761749, 0.21580375730991364],
    [1, -0.10556134581565857, -0.0638541728258133],
    [1, -0.08948417752981186, -1.2914855480194092],
  ];

  /** @param {number[][]} matrix @param {number[]} vector */
  const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, part, at) => sum + part * (vector[at] ?? 0), 0));
  /** @param {number} value @param {number} power */
  const signed = (value, power) => Math.sign(value) * Math.abs(value) ** power;
  /** @param {number} part */
  const linear = (part) => (Math.abs(part) > 0.04045 ? Math.sign(part) * ((Math.abs(part) + 0.055) / 1.055) ** 2.4 : part / 12.92);
  /** @param {number} part */
  const curved = (part) => (Math.abs(part) > 0.0031308 ? Math.sign(part) * (1.055 * Math.abs(part) ** (1 / 2.4) - 0.055) : 12.92 * part);

  /** @param {string} text */
  const isColor = (text) => HEX.test(text);

  /** Six digits in small letters. @param {string} color */
  const long = (color) => (color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color).toLowerCase();

  /** @param {string} color */
  const xyzOf = (color) => {
    const parts = [1, 3, 5].map((at) => linear(parseInt(long(color).slice(at, at + 2), 16) / 255));
    return times(TO_XYZ, parts);
  };

  /** @param {string} color */
  const luminance = (color) => Math.max(0, xyzOf(color)[1] ?? 0);

  /** @param {string} one @param {string} other */
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
  };

  /** Lightness, chroma, hue in radians. @param {string} color @returns {[number, number, number]} */
  const oklch = (color) => {
    const [l = 0, a = 0, b = 0] = times(TO_LAB, times(TO_LMS, xyzOf(color)).map((part) => signed(part, 1 / 3)));
    return [l, Math.hypot(a, b), Math.atan2(b, a)];
  };

  /** @param {number} l @param {number} c @param {number} h */
  const rgbOf = (l, c, h) => {
    const lms = times(FROM_LAB, [l, c * Math.cos(h), c * Math.sin(h)]).map((part) => part ** 3);
    return times(FROM_XYZ, times(FROM_LMS, lms)).map(curved);
  };

  /** @param {number[]} rgb */
  const isInside = (rgb) => rgb.every((part) => part >= 0 && part <= 1);
  /** @param {number[]} rgb */
  const hexOf = (rgb) =>
    `#${rgb.map((part) => Math.floor(Math.min(1, Math.max(0, part)) * 255 + 0.5).toString(16).padStart(2, "0")).join("")}`;

  /** The same color at another lightness, with less chroma where a screen has not as much.
   * @param {string} color @param {number} lightness */
  const lit = (color, lightness) => {
    const [, chroma, hue] = oklch(color);
    let last = rgbOf(lightness, chroma, hue);
    if (isInside(last)) return hexOf(last);
    if (lightness >= 1 - 1e-6) return WHITE;
    if (lightness <= 0) return "#000000";
    for (let low = 0, high = chroma; high - low > CONVERGENCE; ) {
      const middle = (high + low) / 2;
      const rgb = rgbOf(lightness, middle, hue);
      if (isInside(rgb)) low = middle;
      else [high, last] = [middle, rgb];
    }
    return hexOf(last);
  };

  /** @param {string} color @param {string[]} grounds @param {number} least */
  const reads = (color, grounds, least) => grounds.every((ground) => contrast(color, ground) >= least);

  /** @param {number} end @param {string} color @param {string[]} grounds @param {number} least */
  const toward = (end, color, grounds, least) => {
    let [failing] = oklch(color);
    let passing = end;
    for (let step = 0; step < STEPS; step++) {
      const middle = (failing + passing) / 2;
      if (reads(lit(color, middle), grounds, least)) passing = middle;
      else failing = middle;
    }
    return passing;
  };

  /** @type {ColorRules["nearest"]} */
  const nearest = (color, grounds, least = LEAST) => {
    const same = long(color);
    if (reads(same, grounds, least)) return same;
    const [lightness] = oklch(color);
    const ends = [0, 1].filter((end) => reads(lit(color, end), grounds, least));
    const passing = ends.map((end) => toward(end, color, grounds, least));
    const distance = (/** @type {number} */ one) => Math.abs(one - lightness);
    return lit(color, passing.reduce((best, one) => (distance(one) < distance(best) ? one : best)));
  };

  /** @type {ColorRules["judge"]} */
  const judge = (key, color) => {
    const grounds = LIGHT[key];
    if (!isColor(color)) return { isColor: false, passes: false, ratio: 0, nearest: "" };
    const ratio = Math.min(...grounds.map((ground) => contrast(color, ground)));
    return { isColor: true, passes: ratio >= LEAST, ratio, nearest: nearest(color, grounds) };
  };

  /** @param {string} ground */
  const ink = (ground) => (contrast(WHITE, ground) >= contrast(PAPER[1] ?? "", ground) ? WHITE : PAPER[1] ?? "");

  /** @param {ColorKey} key @param {string} color @returns {Ground} */
  const pair = (key, color) => {
    const washes = key === "link" ? WASHES : [];
    const light = [...LIGHT[key], ...washes.map(([one = ""]) => one)];
    const dark = [...DARK, ...washes.map(([, one = ""]) => one)];
    return [nearest(color, light), nearest(color, dark, LEAST_DERIVED)];
  };

  /** @type {ColorRules["palette"]} */
  const palette = ({ brand, link }) => {
    /** @type {Record<string, Ground>} */
    const tokens = {};
    if (brand) {
      const ground = pair("brand", brand);
      /** @type {Ground} */
      const inks = [ink(ground[0]), ink(ground[1])];
      const hasHue = oklch(brand)[1] >= LEAST_CHROMA;
      Object.assign(tokens, { brand: ground, "brand-ink": inks, mast: ground, "mast-ink": inks, title: ground });
      tokens.link = hasHue ? pair("link", brand) : LINK;
    }
    if (link) tokens.link = pair("link", link);
    return tokens;
  };

  globalThis.playbookColors = { LEAST, isColor, contrast, nearest, judge, palette };
}
