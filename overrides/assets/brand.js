// A district sees the playbook in its colors, and takes its folder home. All of it happens in this browser:
// nothing is sent, and nothing is kept.
"use strict";

{
  const { Announcer } = globalThis.playbookLive;
  const { LEAST, isColor, judge, palette } = globalThis.playbookColors;
  const { cleanName, objection, files } = globalThis.playbookFolder;
  const FILE = "our-district.zip";

  /** @template {Element} E @param {ParentNode} root @param {string} selector @param {new () => E} type */
  const part = (root, selector, type) => {
    const node = root.querySelector(selector);
    if (!(node instanceof type)) throw new TypeError(selector);
    return node;
  };

  /** A contrast as people say it; one that just fails is not made one that passes. @param {number} ratio */
  const told = (ratio) => String(Math.floor(ratio * 10) / 10);

  /** A color as it is typed, as it is picked, and what is said of it. */
  class ColorField {
    /** @param {Element} node @param {(said: string) => void} onChange */
    constructor(node, onChange) {
      this.key = node.getAttribute("data-color") === "link" ? /** @type {const} */ ("link") : /** @type {const} */ ("brand");
      this.text = part(node, "input[type=text]", HTMLInputElement);
      this.picker = part(node, "input[type=color]", HTMLInputElement);
      this.verdict = part(node, ".verdict", HTMLElement);
      this.take = part(node, "button", HTMLButtonElement);
      this.onChange = onChange;
      this.text.addEventListener("input", () => this.change(this.text.value));
      this.picker.addEventListener("input", () => this.change(this.picker.value));
      this.take.addEventListener("click", () => {
        this.change(this.take.value);
        this.text.focus();
      });
      this.show();
    }

    /** The color as it goes into the settings; "" for none. */
    get value() {
      return this.text.value.trim();
    }

    get isSound() {
      return this.value ? judge(this.key, this.value).passes : this.key === "link";
    }

    /** @param {string} color */
    change(color) {
      if (this.text.value !== color) this.text.value = color;
      this.onChange(this.show());
    }

    /** Say what becomes of the color, and give what was said. */
    show() {
      const { value, key } = this;
      const { passes, ratio, nearest } = judge(key, value);
      const shown = isColor(value) ? palette({ brand: "", link: "", [key]: value })[key] : undefined;
      if (shown && value.length === 7) this.picker.value = value.toLowerCase();
      this.text.setAttribute("aria-invalid", String(!this.isSound));
      this.take.hidden = !nearest || passes;
      this.take.value = nearest;
      this.take.textContent = words("Take %(color)s", { color: nearest });
      this.verdict.textContent = this.say({ passes, ratio: told(ratio), nearest, least: LEAST, dark: shown?.[1] ?? "" });
      this.verdict.classList.toggle("wrong", !this.isSound);
      return this.verdict.textContent;
    }

    /** @param {{ passes: boolean, ratio: string, nearest: string, least: number, dark: string }} values */
    say(values) {
      if (!this.value && this.key === "link") return words("Links take the color of the brand.");
      if (!values.nearest) return words("Write # and six digits or letters from a to f, such as #22356f.");
      if (!values.passes) {
        return words("Too faint for text: its contrast on the page is %(ratio)s to 1, and %(least)s is needed. %(nearest)s is the nearest that passes.", values);
      }
      return this.key === "link"
        ? words("Links in this color read well (%(ratio)s to 1; %(least)s is needed). In dark mode they are %(dark)s.", values)
        : words("White letters on this color read well, and so does text in it (%(ratio)s to 1; %(least)s is needed). In dark mode it is %(dark)s.", values);
    }
  }

  /** The playbook in the colors, drawn under a root of its own with the site's own style sheets. */
  class Preview {
    /** @param {HTMLElement} node @param {HTMLTemplateElement} template */
    constructor(node, template) {
      this.node = node;
      this.root = node.attachShadow({ mode: "open" });
      this.root.append(template.content.cloneNode(true));
      const wordmark = part(this.root, ".wordmark", HTMLElement);
      part(wordmark, "span", HTMLElement).dataset.name = "";
      const place = Object.assign(document.createElement("span"), { className: "logo" });
      const mark = part(wordmark, "img, svg", Element);
      mark.replaceWith(place);
      place.append(mark);
      this.mark = [...this.root.querySelectorAll(".logo")].map((place) => place.cloneNode(true));
    }

    /** @param {string} name @param {Record<string, Ground>} tokens */
    show(name, tokens) {
      for (const place of this.root.querySelectorAll("[data-name]")) place.textContent = name;
      for (const [token, [light, dark]] of Object.entries(tokens)) {
        this.node.style.setProperty(`--${token}`, `light-dark(${light}, ${dark})`);
      }
      this.node.style.setProperty("--print", tokens.brand?.[0] ?? "");
    }

    /** @param {Logo | null} logo */
    wear(logo) {
      for (const [at, place] of [...this.root.querySelectorAll(".logo")].entries()) {
        const picture = logo?.draw?.() ?? this.mark[at]?.cloneNode(true);
        place.classList.toggle("own", Boolean(logo));
        if (picture) place.replaceChildren(...(logo ? [picture] : picture.childNodes));
      }
    }
  }

  class Maker {
    /** @type {Logo | null} */
    logo = null;
    /** @type {File | null} */
    file = null;

    /** @param {HTMLElement} node */
    constructor(node) {
      this.node = node;
      this.form = part(node, "form", HTMLFormElement);
      this.name = part(node, "[data-field=name] input", HTMLInputElement);
      this.nameVerdict = part(node, "[data-field=name] .verdict", HTMLElement);
      this.input = part(node, "input[type=file]", HTMLInputElement);
      this.logoVerdict = part(node, "[data-field=logo] .verdict", HTMLElement);
      this.leaveOut = part(node, "[data-field=logo] button", HTMLButtonElement);
      this.announcer = new Announcer(part(node, "[role=status]", HTMLElement));
      this.preview = new Preview(part(node, ".stage", HTMLElement), part(node, "template", HTMLTemplateElement));
      const fields = [...node.querySelectorAll("[data-color]")];
      this.colors = fields.map((field) => new ColorField(field, (said) => this.say(said)));
      this.listen();
      this.draw();
    }

    listen() {
      this.name.addEventListener("input", () => {
        this.judgeName();
        this.draw();
      });
      this.input.addEventListener("change", () => this.readLogo());
      this.leaveOut.addEventListener("click", () => {
        this.input.value = "";
        this.readLogo();
        this.input.focus();
      });
      this.form.addEventListener("change", () => this.shade());
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.save();
      });
      this.shade();
    }

    /** The preview is light or dark, as is chosen. */
    shade() {
      this.preview.node.dataset.scheme = String(new FormData(this.form).get("scheme"));
    }

    /** @param {string} said */
    say(said) {
      this.draw();
      this.announcer.say(said);
    }

    /** The colors that the settings get. */
    chosen() {
      return Object.fromEntries(this.colors.filter(({ value }) => value).map(({ key, value }) => [key, value]));
    }

    draw() {
      const colors = Object.entries(this.chosen()).filter(([, color]) => isColor(color));
      this.preview.show(cleanName(this.name.value) || this.name.placeholder, palette(Object.fromEntries(colors)));
    }

    judgeName() {
      const wrong = objection(cleanName(this.name.value));
      this.nameVerdict.textContent = wrong;
      this.name.setAttribute("aria-invalid", String(Boolean(wrong)));
      return wrong;
    }

    /** The file that is chosen, unless another one is by the time that it has been read. */
    async readLogo() {
      const file = this.input.files?.[0] ?? null;
      this.file = file;
      const logo = file && (await globalThis.playbookLogo(file).catch(() => ({ objection: words("This file cannot be read.") })));
      if (this.file !== file) return;
      this.logo = logo;
      this.leaveOut.hidden = !logo;
      this.logoVerdict.textContent = logo ? logo.objection || words("This logo can be used. It was read here and sent nowhere.") : "";
      this.logoVerdict.classList.toggle("wrong", Boolean(logo?.objection));
      this.input.setAttribute("aria-invalid", String(Boolean(logo?.objection)));
      this.preview.wear(logo?.objection ? null : logo);
      this.announcer.say(this.logoVerdict.textContent);
    }

    /** What has to be fixed first: the field, and what is said of it. @returns {[HTMLElement, string] | null} */
    fault() {
      const wrong = this.judgeName();
      if (wrong) return [this.name, wrong];
      if (this.logo?.objection) return [this.input, this.logo.objection];
      const color = this.colors.find(({ isSound }) => !isSound);
      return color ? [color.text, color.verdict.textContent ?? ""] : null;
    }

    save() {
      const [field, wrong] = this.fault() ?? [];
      if (field) {
        field.focus();
        return this.announcer.say(wrong ?? "");
      }
      const guide = new URL(this.node.dataset.guide ?? "", document.baseURI);
      const blob = globalThis.playbookPack(
        files({ name: cleanName(this.name.value), colors: this.chosen(), logo: this.logo, guide: guide.href }),
      );
      playbookSave(FILE, blob);
      const saved = words("%(file)s is among your downloads. Open READ-ME-FIRST.txt in it.", { file: FILE });
      part(this.node, ".saved", HTMLElement).textContent = saved;
      this.announcer.say(saved);
    }
  }

  const node = document.querySelector(".maker");
  if (node instanceof HTMLElement) {
    new Maker(node);
    node.hidden = false;
  }
}
