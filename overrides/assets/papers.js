// A plan as other programs read it: a calendar, a table, Markdown, a file to bring back. Pure.
// Types: globals.d.ts.
"use strict";

{
  const { dayAt, dayOf, days } = globalThis.playbookPlans;
  const LINE = 75; // octets of a line of a calendar, RFC 5545, section 3.1
  const encoder = new TextEncoder();

  /** A line of a calendar, folded between characters. @param {string} line */
  const fold = (line) => {
    const lines = [""];
    let length = 0;
    for (const sign of line) {
      const size = encoder.encode(sign).length;
      if (length + size > LINE) {
        lines.push(" ");
        length = 1;
      }
      lines[lines.length - 1] += sign;
      length += size;
    }
    return lines.join("\r\n");
  };

  /** A text as a value of a calendar. @param {string} text */
  const value = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /** @param {string} day */
  const plain = (day) => day.replaceAll("-", "");

  /** @param {string} day */
  const after = (day) => dayAt(Date.parse(day) + 24 * 3600 * 1000);

  /** @type {Record<string, string>} */
  const RULES = { weekly: "FREQ=WEEKLY", monthly: "FREQ=MONTHLY", quarterly: "FREQ=MONTHLY;INTERVAL=3" };

  /** Whole days, since a plan says no hour: they are the same in every time zone.
   * @type {Papers["calendar"]} */
  const calendar = (plan, known, now) => {
    const stamp = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
    const events = plan.items.flatMap((item) => {
      const day = dayOf(plan, item);
      if (!day) return [];
      const move = known(item.move);
      const { title, url, facts, first } = move;
      const { length } = days(day, move);
      const said = [facts.filter(Boolean).join(" · "), item.lead && words("Led by %(names)s", { names: item.lead }), first, item.note, url];
      return [
        "BEGIN:VEVENT",
        `UID:${plan.id}-${item.move}@${new URL(url).hostname || "playbook"}`,
        `DTSTAMP:${stamp}`,
        `DTSTART;VALUE=DATE:${plain(day)}`,
        `DTEND;VALUE=DATE:${plain(after(day))}`,
        ...(length > 1 ? [`RRULE:${RULES[move.rhythm]};COUNT=${length}`] : []),
        `SUMMARY:${value(title)}`,
        `DESCRIPTION:${value(said.filter(Boolean).join("\n"))}`,
        `URL:${url}`,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ];
    });
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//playbook//plan//EN", `X-WR-CALNAME:${value(plan.name)}`];
    return [...head, ...events, "END:VCALENDAR", ""].map(fold).join("\r\n");
  };

  /** The week of a plan that a move is for, in words; "" for none. @type {Papers["weekOf"]} */
  const weekOf = ({ when }) => (/^w/.test(when) ? words("Week %(number)s", { number: when.slice(1) }) : "");

  /** A cell that no spreadsheet takes for a formula. @param {string} text */
  const cell = (text) => `"${(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  /** @type {Papers["table"]} */
  const table = (plan, known) => {
    const head = ["#", words("Move"), words("When"), words("Minutes"), words("How often"), words("Who leads"), words("Note"), words("Done"), words("Address")];
    const rows = plan.items.map((item, place) => {
      const { title, url, minutes, facts } = known(item.move);
      const at = dayOf(plan, item) || weekOf(item);
      return [`${place + 1}`, title, at, `${minutes[0]}`, facts[1] ?? "", item.lead, item.note, item.done ? words("Done") : "", url];
    });
    return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  /** A text that Markdown takes for nothing else. @param {string} text */
  const literal = (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s*\n\s*/g, " ");

  /** @type {Papers["markdown"]} */
  const markdown = (plan, known) => {
    const lines = plan.items.flatMap((item) => {
      const { title, url, facts, first } = known(item.move);
      const at = dayOf(plan, item) || weekOf(item);
      const said = [at, facts[0], facts[1], item.lead && words("Led by %(names)s", { names: item.lead })].filter(Boolean);
      const more = [said.join(" · "), first, item.note].filter(Boolean).map((text) => `  - ${literal(text)}`);
      return [`- [${item.done ? "x" : " "}] [${literal(title)}](${url})`, ...more];
    });
    return `# ${literal(plan.name)}\n\n${lines.join("\n")}\n`;
  };

  globalThis.playbookPapers = { calendar, table, markdown, weekOf };
}
