// Reads a drawing, SVG, and says whether it may be published, as src/playbook/layers/logos.py does; a test
// compares the two. It reads the XML itself: a page may hand no text to the browser's own readers.
"use strict";

{
  const SVG = "http://www.w3.org/2000/svg";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const DEEPEST = 256; // elements in each other
  const ELEMENTS = new Set(
    `svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop
    clipPath mask use text tspan`.split(/\s+/),
  );
  const ENCODING = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)/;
  const FETCH = /url\s*\((?!\s*["']?#)|(?<![\p{L}\p{N}_])(?:src|image|image-set)\(|\\/iu;
  const ENTITIES = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));
  const NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_.\\-·]*(?::[\\p{L}_][\\p{L}\\p{M}\\p{N}_.\\-·]*)?";
  const VALUE = `"[^"<]*"|'[^'<]*'`;
  const DECLARATION = /^<\?xml\s+version\s*=\s*(?:"1\.\d+"|'1\.\d+')(?:\s[^?<>]*)?\?>/;
  const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(${VALUE})`, "gu");
  const TOKEN = new RegExp(
    [
      "<!--(?<comment>[^]*?)-->",
      `<\\?(?<instruction>${NAME})(?:\\s[^]*?)?\\?>`,
      `</(?<end>${NAME})\\s*>`,
      `<(?<start>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:${VALUE}))*)\\s*(?<alone>/?)>`,
      "(?<text>[^<]+)",
    ].join("|"),
    "uy",
  );

  /** What is not XML as it should be. */
  class Broken extends Error {}

  /** @param {string} code @returns {string} */
  const entity = (code) => {
    if (ENTITIES.has(code)) return ENTITIES.get(code) ?? "";
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(code) ?? [];
    const point = hex ? parseInt(hex, 16) : Number(decimal ?? NaN);
    const isCharacter = point === 9 || point === 10 || point === 13 || (point >= 32 && point <= 0x10ffff);
    if (!isCharacter || (point >= 0xd800 && point < 0xe000)) throw new Broken(code);
    return String.fromCodePoint(point);
  };

  /** @param {string} text */
  const plain = (text) => {
    if (/&(?![^;&\s]+;)/.test(text)) throw new Broken(text);
    return text.replace(/&([^;&\s]+);/g, (_, code) => entity(code));
  };

  /** @param {string} name @param {Map<string, string>} spaces @param {boolean} isAttribute @returns {[string, string]} */
  const resolve = (name, spaces, isAttribute) => {
    const [prefix, local] = name.includes(":") ? name.split(":") : ["", name];
    if (isAttribute && !prefix) return ["", name];
    const space = spaces.get(prefix ?? "");
    if (space === undefined) throw new Broken(name);
    return [space, local ?? ""];
  };

  /** @param {string} text @param {Map<string, string>} outer */
  const attributesOf = (text, outer) => {
    const written = [...text.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => ({ name, value: plain(value.slice(1, -1)) }));
    const spaces = new Map(outer);
    for (const { name, value } of written) {
      if (name === "xmlns") spaces.set("", value);
      else if (!name.startsWith("xmlns:")) continue;
      else if (!value) throw new Broken(name);
      else spaces.set(name.slice("xmlns:".length), value);
    }
    const own = written.filter(({ name }) => name !== "xmlns" && !name.startsWith("xmlns:"));
    const attributes = own.map(({ name, value }) => {
      const [space, local] = resolve(name, spaces, true);
      return { space, local, value };
    });
    const names = [...attributes.map(({ space, local }) => `{${space}}${local}`), ...written.map(({ name }) => name)];
    if (new Set(names).size < attributes.length + written.length) throw new Broken(text);
    return { spaces, attributes };
  };

  /** What is made of tokens: elements in each other, and what stands beside them. */
  class Builder {
    /** @type {DrawingNode[]} */
    open = [];
    /** @type {DrawingNode | null} */
    root = null;
    /** Comments, and instructions to programs. @type {{ comment?: string, instruction?: string }[]} */
    beside = [];
    scopes = [new Map([["xml", XML], ["", ""]])];

    /** @param {Record<string, string | undefined>} token */
    take({ comment, instruction, start, attributes = "", alone, end, text = "" }) {
      if (comment?.includes("--") || comment?.endsWith("-")) throw new Broken(comment);
      if (instruction?.toLowerCase() === "xml") throw new Broken(instruction);
      if (comment !== undefined || instruction !== undefined) this.beside.push({ comment, instruction });
      else if (start) this.begin(start, attributes, Boolean(alone));
      else if (end) this.finish(end);
      else this.say(text);
    }

    /** @param {string} name @param {string} text @param {boolean} isAlone */
    begin(name, text, isAlone) {
      const { spaces, attributes } = attributesOf(text, this.scopes.at(-1) ?? new Map());
      const [space, local] = resolve(name, spaces, false);
      /** @type {DrawingNode} */
      const node = { name, space, local, attributes, children: [] };
      const parent = this.open.at(-1);
      if ((!parent && this.root) || this.open.length >= DEEPEST) throw new Broken(name);
      parent?.children.push(node);
      this.root ??= node;
      if (isAlone) return;
      this.open.push(node);
      this.scopes.push(spaces);
    }

    /** @param {string} name */
    finish(name) {
      if (this.open.pop()?.name !== name) throw new Broken(name);
      this.scopes.pop();
    }

    /** @param {string} text */
    say(text) {
      const parent = this.open.at(-1);
      if (text.includes("]]>") || (!parent && text.trim())) throw new Broken(text);
      parent?.children.push(plain(text));
    }
  }

  /** @param {string} text */
  const parse = (text) => {
    if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) throw new Broken("a sign that no text has");
    const builder = new Builder();
    TOKEN.lastIndex = DECLARATION.exec(text)?.[0].length ?? 0;
    while (TOKEN.lastIndex < text.length) {
      const match = TOKEN.exec(text);
      if (!match?.groups) throw new Broken(text);
      builder.take(match.groups);
    }
    if (!builder.root || builder.open.length) throw new Broken(text);
    return { root: builder.root, beside: builder.beside };
  };

  /** Every element of a tree, with those that it is in. @param {DrawingNode} node @param {DrawingNode[]} above
   * @returns {Generator<{ node: DrawingNode, above: DrawingNode[] }>} */
  function* walk(node, above = []) {
    yield { node, above };
    for (const child of node.children) {
      if (typeof child !== "string") yield* walk(child, [...above, node]);
    }
  }

  /** @param {DrawingNode} node */
  const isUse = ({ space, local }) => space === SVG && local === "use";

  /** The id that a link within the drawing names. @param {string} href */
  const place = (href) =>
    href.replace(/^#/, "").replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split("%"), (byte) => parseInt(byte, 16))),
    );

  /** What of an attribute no picture may have, or nothing. @param {DrawingNode["attributes"][number]} attribute */
  const fault = ({ space, local, value }) => {
    const isUnsafe =
      local.toLowerCase().startsWith("on") ||
      (local === "href" && !value.startsWith("#")) ||
      (space === XML && local === "base") ||
      (!space && FETCH.test(value));
    return isUnsafe ? local : "";
  };

  /** The first part that no picture may have, or nothing. @param {DrawingNode} root
   * @param {{ comment?: string, instruction?: string }[]} beside @returns {string} */
  const unsafe = (root, beside) => {
    for (const { comment, instruction } of beside) {
      if (instruction !== undefined) return `<?${instruction}`;
      if (comment?.includes("<")) return "<!--";
    }
    const all = [...walk(root)];
    const holders = all.filter(({ node }) => isUse(node)).flatMap(({ node, above }) => [node, ...above]);
    const ids = holders.flatMap(({ attributes }) => attributes.filter(({ space, local }) => !space && local === "id"));
    const chains = new Set(ids.map(({ value }) => value));
    for (const { node } of all) {
      if (node.space !== SVG || !ELEMENTS.has(node.local)) return `<${node.local}>`;
      for (const attribute of node.attributes) {
        if (fault(attribute)) return fault(attribute);
        if (attribute.local === "href" && isUse(node) && chains.has(place(attribute.value))) return "<use>";
      }
    }
    return "";
  };

  /** @type {Drawings["read"]} */
  const read = (bytes) => {
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      const sign = ["<!DOCTYPE", "<!["].find((one) => text.includes(one));
      if (sign) return { root: null, part: sign };
      const [, encoding = "utf-8"] = ENCODING.exec(text) ?? [];
      if (!["utf-8", "us-ascii"].includes(encoding.toLowerCase())) return { root: null, part: encoding };
      const { root, beside } = parse(text);
      if (root.space !== SVG || root.local !== "svg") return { root: null, part: "" };
      const part = unsafe(root, beside);
      return { root: part ? null : root, part };
    } catch {
      return { root: null, part: "" };
    }
  };

  /** @type {Drawings["draw"]} */
  const draw = ({ local, attributes, children }) => {
    const node = document.createElementNS(SVG, local);
    for (const { space, local: name, value } of attributes) {
      if (name === "style" && !space) node.style.cssText = value;
      else node.setAttributeNS(space || null, name, value);
    }
    node.append(...children.map((child) => (typeof child === "string" ? child : draw(child))));
    return node;
  };

  globalThis.playbookDrawings = { read, draw };
}
