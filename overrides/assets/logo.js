// Whether a logo may be published, in one sentence, as src/playbook/layers/logos.py decides; and how it looks.
"use strict";

{
  const MOST_BYTES = 200 * 1024;
  const MOST_PIXELS = 4000;
  const KB = 1024;
  const KINDS = new Map(Object.entries({ svg: "SVG", png: "PNG", jpg: "JPEG", jpeg: "JPEG", webp: "WebP" }));
  const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

  /** @param {Uint8Array} bytes @param {number} at @param {number} [length] */
  const letters = (bytes, at, length = 4) => String.fromCharCode(...bytes.subarray(at, at + length));
  /** @param {Uint8Array} bytes */
  const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  /** What a file is by its first bytes. @type {Record<string, (bytes: Uint8Array) => boolean>} */
  const starts = {
    PNG: (bytes) => PNG.every((byte, at) => bytes[at] === byte),
    JPEG: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
    WebP: (bytes) => letters(bytes, 0) === "RIFF" && letters(bytes, 8) === "WEBP" && letters(bytes, 12, 3) === "VP8",
  };

  /** The size of a picture, as its head has it. @type {Record<string, (bytes: Uint8Array) => [number, number]>} */
  const sizes = {
    PNG: (bytes) => [view(bytes).getUint32(16), view(bytes).getUint32(20)],
    JPEG: (bytes) => {
      for (let at = 2; ; at += 2 + view(bytes).getUint16(at + 2)) {
        const marker = bytes[at + 1] ?? 0;
        const isSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
        if (isSize) return [view(bytes).getUint16(at + 7), view(bytes).getUint16(at + 5)];
      }
    },
    WebP: (bytes) => {
      const at = (/** @type {number} */ place) => view(bytes).getUint32(place, true);
      if (letters(bytes, 12) === "VP8X") return [(at(24) & 0xffffff) + 1, (at(26) >>> 8) + 1];
      if (letters(bytes, 12) === "VP8L") return [(at(21) & 0x3fff) + 1, ((at(21) >>> 14) & 0x3fff) + 1];
      return [at(26) & 0x3fff, (at(26) >>> 16) & 0x3fff];
    },
  };

  /** Whether all of a file is there. @type {Record<string, (bytes: Uint8Array) => boolean>} */
  const ends = {
    PNG: (bytes) => {
      for (let at = PNG.length; ; ) {
        const length = view(bytes).getUint32(at);
        const body = at + 8 + length;
        if (globalThis.playbookChecksum(bytes.subarray(at + 4, body)) !== view(bytes).getUint32(body)) return false;
        if (letters(bytes, at + 4) === "IEND") return true;
        at = body + 4;
      }
    },
    JPEG: (bytes) => bytes.some((byte, at) => at > 2 && byte === 0xd9 && bytes[at - 1] === 0xff),
    WebP: (bytes) => view(bytes).getUint32(4, true) + 8 <= bytes.length,
  };

  /** @param {string} part */
  const refuse = (part) =>
    part
      ? words("This drawing holds “%(part)s”, and a logo may hold nothing that runs or leads elsewhere. Export it again as a plain SVG, or as a PNG.", { part: part.slice(0, 40) })
      : words("This is not a whole SVG file. Export it again as a plain SVG, or as a PNG.");

  /** @param {string} kind @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Logo>} */
  const dots = async (kind, bytes) => {
    if (!starts[kind]?.(bytes)) return { objection: words("This is not a %(kind)s file, whatever its name says. Save it again as %(kind)s.", { kind }) };
    const broken = { objection: words("This file is cut short. Save or copy it once more.") };
    try {
      const [wide, high] = sizes[kind]?.(bytes) ?? [0, 0];
      const values = { wide, high, most: MOST_PIXELS };
      if (Math.max(wide, high) > MOST_PIXELS) {
        return { objection: words("This picture is %(wide)s by %(high)s pixels, and %(most)s is the most on a side.", values) };
      }
      if (!ends[kind]?.(bytes)) return broken;
      const picture = await createImageBitmap(new Blob([bytes]));
      return { objection: "", kind, bytes, draw: () => paint(picture) };
    } catch {
      return broken; // what reads beyond the end, and what the browser cannot decode
    }
  };

  /** @param {ImageBitmap} picture */
  const paint = (picture) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    return canvas;
  };

  /** A drawing under a root of its own, where its names meet no others'. @param {DrawingNode} root */
  const frame = (root) => {
    const host = document.createElement("span");
    const drawing = globalThis.playbookDrawings.draw(root);
    const [wide, high] = ["width", "height"].map((name) => parseFloat(drawing.getAttribute(name) ?? ""));
    if (!drawing.hasAttribute("viewBox") && wide && high) drawing.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    Object.assign(drawing.style, { width: "auto", height: "100%", display: "block" });
    drawing.removeAttribute("width");
    drawing.removeAttribute("height");
    host.attachShadow({ mode: "open" }).append(drawing);
    return host;
  };

  /** @type {ReadLogo} */
  const readLogo = async (file) => {
    const kind = KINDS.get(/\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "");
    if (!kind) return { objection: words("A logo needs a file whose name ends in %(endings)s.", { endings: ".svg, .png, .jpg, .jpeg, .webp" }) };
    if (!file.size) return { objection: words("This file is empty.") };
    if (file.size > MOST_BYTES) {
      return { objection: words("This logo has %(size)s KB, and a logo may have at most %(most)s.", { size: Math.ceil(file.size / KB), most: MOST_BYTES / KB }) };
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (kind !== "SVG") return dots(kind, bytes);
    const { root, part } = globalThis.playbookDrawings.read(bytes);
    return root ? { objection: "", kind, bytes, draw: () => frame(root) } : { objection: refuse(part) };
  };

  globalThis.playbookLogo = readLogo;
}
