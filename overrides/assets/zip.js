// A ZIP archive of a few small files, stored as they are: PKWARE's APPNOTE 6.3.10, parts 4.3 to 4.5. Names are
// UTF-8, and every file is of the first day that the format knows, so that the same files give the same bytes.
"use strict";

{
  const LOCAL = 0x04034b50;
  const CENTRAL = 0x02014b50;
  const END = 0x06054b50;
  const VERSION = 20; // folders, no compression
  const UTF_8 = 0x0800;
  const FIRST_DAY = 0x21; // 1980-01-01
  const POLYNOMIAL = 0xedb88320;

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
    return sum;
  });

  /** @param {Uint8Array} bytes */
  const crc32 = (bytes) => {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
    return ~sum >>> 0;
  };

  /** Numbers, each with its width in bytes, the smallest byte first. @param {[number, 2 | 4][]} fields */
  const record = (...fields) =>
    Uint8Array.from(fields.flatMap(([value, width]) => Array.from({ length: width }, (_, at) => (value >>> (8 * at)) & 0xff)));

  /** What both records of a file say. @param {Uint8Array} name @param {Uint8Array} bytes */
  const facts = (name, bytes) =>
    record([VERSION, 2], [UTF_8, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]);

  /** @type {PackFiles} */
  const pack = (files) => {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const directory = [];
    let place = 0;
    for (const [path, bytes] of files) {
      const name = new TextEncoder().encode(path);
      const about = facts(name, bytes);
      const local = [record([LOCAL, 4]), about, name, bytes];
      directory.push(record([CENTRAL, 4], [VERSION, 2]), about, record([0, 2], [0, 2], [0, 2], [0, 4], [place, 4]), name);
      parts.push(...local);
      place += local.reduce((sum, part) => sum + part.length, 0);
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = record([END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [place, 4], [0, 2]);
    return new Blob([...parts, ...directory, end], { type: "application/zip" });
  };

  globalThis.playbookPack = pack;
  globalThis.playbookChecksum = crc32;
}
