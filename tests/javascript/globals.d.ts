// What the scripts of the site share. They are classic scripts, so that pages work from a disk too:
// each keeps its names in a block, and gives away only what is declared here.

/** A question that narrows the list: each option is a value in the address and a label. */
type Facet = { id: string; label: string; options: [string, string][] };

/** The different values of the rows, and for each row the place of its own, in signs. */
type Column<V> = [V[], string];

type Rows = {
  /** How many rows there are: moves and cases by their titles, then the other entries. */
  count: number;
  /** How many rows are in a block of cards. */
  block: number;
  /** What blocks of the same rows have too. */
  stamp: string;
  /** The names of one entry of each collection, and of many as a heading. */
  kinds: Record<string, [string, string]>;
  facets: Facet[];
  collection: Column<string>;
};

/** The index as it is loaded: see src/playbook/search/rows.py. */
type Packed = Rows & {
  /** For each facet a column of bits, one for each option. */
  answers: string[];
  /** The roles that lead, a column of bits as that of the facet. */
  leads: string;
  minutes: Column<number>;
  cases: Column<number>;
  created: Column<string>;
};

/** What the explorer asks of rows, by their places; the order of the places is that of the titles. */
type Index = Rows & {
  /** For each facet the answers of all rows, six bits a number. */
  bits: Uint8Array[];
  /** The places of a row's answers to a facet, in the order of the options. */
  answers(facet: number, place: number): number[];
  /** The roles that lead each row, six bits a number. */
  leads: Uint8Array;
  /** Of one run; 0 where it is not known. */
  minutes: number[];
  cases: number[];
  /** As a date such as 2026-01-31. */
  created: string[];
};

/** The attributes of words in another language than the page's. */
type Spoken = { lang: string; dir: string };

/** Whether a list says the first steps of moves, or summaries. */
type View = "rows" | "cards";

/** What is shown of a row of the index. */
type Card = {
  place: number;
  view: View;
  title: string;
  address: string;
  text: string;
  /** The place of its condition in the facet, from 1; 0 for none. */
  condition: number;
  facts: string[];
  spoken?: Spoken;
  /** The place of the fact that is in its words. */
  at?: number;
};

/** What could be given up, and how many that would leave. */
type Way = { drop: string[]; count: number };

/** What a reader asks for: the values of each facet, words, and an order. */
type State = { choices: Map<string, Set<string>>; q: string; sort: string };

/** A heading in whose section the words stand. */
type Place = { title: string; url: string; excerpt: DocumentFragment };

/** How well rows answer the words, by their places in the index. */
type Ranks = Map<number, number>;

/** An edition that shares pages with the main one. Addresses start at the root of the main one's site,
 * but those of its pages at its own. */
type Edition = {
  root: string;
  name: string;
  /** What the switch calls it. */
  school: string;
  shortName: string;
  brand: string;
  logo: string;
  index: string;
  head: string;
  en?: string;
  es?: string;
  pages: string[];
  hidden: string[];
  added: [string, string][];
};

/** What the two scripts of the switch share. */
type Switch = {
  /** The address of the site that this page is of. */
  root: string;
  isEdition(value: any): value is Edition;
  /** Keep an edition for the shared pages of a site; null forgets it. */
  remember(edition: Edition | null, site?: string): void;
  /** The editions in order: the name and the address of each, from the root of this site. */
  list(): Promise<[string, string][]>;
};

/** What an edition may have itself: data, and the stemmers of languages. */
type DataName = "index" | "head" | Language;

/** A language that has a stemmer. */
type Language = "en" | "es";

type Shared = {
  /** The page of the edition for an address of the main one's. */
  place(address: string): string;
  /** The address of data that the edition has itself; "" where it has not. */
  data(name: DataName): string | undefined;
};

type Logic = {
  /** What is loaded, in a form that is quick to ask. */
  unpack(packed: Packed): Index;
  /** Read an address against what the index knows; the rest of it is named, not kept. */
  read(query: string, facets: Facet[]): { state: State; rest: string[] };
  /** Write a state as an address, always in the order of the facets and their options. */
  write(state: State, facets: Facet[]): string;
  /** The rows that fit: every facet that is asked, any answer within one, and the words. With them,
   * for each facet and answer, how many rows there would be with that answer added; and for each
   * facet, whether it is asked or tells some of the rows that have an answer from others. */
  select(
    index: Index,
    state: State,
    has: (place: number) => boolean,
  ): { places: number[]; counts: number[][]; splits: boolean[] };
  /** Where nothing fits: what to give up, one thing or else two (ids of facets, `q` for the words) and
   * how many that would leave, the most first; and the rows that miss the fewest. */
  waysOut(
    index: Index,
    state: State,
    inScope: boolean[],
    ranks: Ranks,
  ): { ways: Way[]; closest: number[] };
  /** The order that a state asks for, or has without asking. */
  orderOf(state: State): string;
  /** The orders that there are for it, first the one that it has without asking. */
  ordersOf(state: State): string[];
  /** What is asked, as a title. `kinds` are the collections of what is found. */
  titleOf(state: State, facets: Facet[], kinds: string[]): string;
  /** The labels of the roles that are asked and take part in a row, where none of them leads it. */
  partOf(index: Index, state: State, place: number): string[];
  /** Put rows in the order that a state asks for. */
  order(index: Index, places: number[], state: State, relevance: (place: number) => number): number[];
};

/** What a search found: documents by their places, the rows of the index first, then pages. */
type Found = {
  ranks: Ranks;
  /** Words that nothing says together with the others. */
  left: string[];
  /** Other words for the same that were searched for too. */
  also: string[];
  /** Words that nobody says, and what was taken for them. */
  corrected: [string, string][];
  pages: { title: string; url: string; summary: string; rank: number; spoken?: Spoken }[];
  /** The terms that were looked for. */
  words: string[];
};

/** One idea in a search: the words as typed, phrases of terms that say it, other words for it. */
type Idea = { words: string[]; phrases: string[][]; others: string[]; isPartial?: boolean; meant?: string };

/** For each term the other forms of its word, and its documents with their weights, in steps. */
type Shard = Record<string, [string, number[]]>;

type SearchHead = {
  format: number;
  language: string;
  /** The languages of its documents whose words are stemmed, the playbook's first; "" for all others.
   * With each, what its terms end in, so that no language finds the terms of another. */
  stemmers: Record<string, string>;
  count: number;
  /** Whether the site has the words of each page, for the sentences that results show. */
  texts: boolean;
  /** The first term of each shard. */
  shards: string[];
  /** Words that mean the same, and what they find and is not found by. */
  synonyms: [string[], string[]][];
  /** Title, address, summary and language of each page; they are the last documents. */
  pages: [string, string, string, Spoken?][];
};

/** Phrases of terms, with other words for the same; and every word that is in them. */
type Lexicon = { language: string; synonyms: Map<string, string[]>; known: string[] };

/** How many documents have a term, and its weight in each; 0 where it is not said. */
type Postings = { size: number; weights: Uint16Array };

type Terms = {
  words(text: string): string[];
  /** Give the term of a word in each language of the index; without a stemmer, the word. */
  stems(head: Pick<SearchHead, "stemmers">): ((word: string) => string)[];
};

type Ranking = {
  telling(words: string[], language: string): string[];
  lexicon(head: SearchHead, wordsOf: Terms["words"], stem: (word: string) => string): Lexicon;
  ideas(words: string[], lexicon: Lexicon, stem: (word: string) => string): Idea[];
  /** The documents of a term, from its lists in several languages. */
  postings(lists: number[][], count: number): Postings;
  ideaRanks(idea: Idea, postings: (term: string) => Postings, count: number): Float64Array;
  together(ofIdeas: Float64Array[], count: number): { ranks: Ranks; left: number[]; isWhole: boolean };
  /** Entries first, and pages apart: what is left out is said of entries, where any is found. */
  inOrder(head: SearchHead, ideas: Idea[], ofIdeas: Float64Array[]): { ranks: Ranks; left: number[] };
  isSlip(typed: string, word: string): boolean;
};

type Finder = {
  /** The index, or null if it could not be read. */
  index(): Promise<Packed | null>;
  /** What is shown of some rows; those that cannot be loaded are left out. */
  cards(rows: Rows, places: number[], view?: View): Promise<Card[]>;
  /** By whole addresses, the summaries of what lists show before anything is asked. */
  summaries(): Promise<Map<string, string>>;
  /** The collection of a row. */
  collection(rows: Rows, place: number): string;
  /** What words find; rejects where the index cannot be loaded. */
  search(q: string): Promise<Found>;
  /** The places in a page where what was found stands. */
  context(url: string, found: Found): Promise<Place[]>;
};

/** How the items of a list are told apart, made, and brought to what is known of them now. */
type KeyedItems<V> = {
  key(value: V): unknown;
  make(value: V): HTMLElement;
  update?(item: HTMLElement, value: V): void;
};

interface KeyedList<V> {
  readonly node: Element;
  readonly focused: unknown;
  show(values: V[]): void;
}

/** Makes an element with properties and content. */
type MakeElement = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...content: (string | Node)[]
) => HTMLElementTagNameMap[K];

/** What results of the dialog are shown in. */
type DialogParts = { tally: HTMLElement; status: HTMLElement; list: HTMLElement; box: HTMLElement };

interface Results {
  find(q: string): Promise<boolean>;
}

type Live = {
  element: MakeElement;
  /** As much of a search as a sentence repeats. */
  brief(q: string): string;
  /** The name of one entry of a collection, or of many as a heading; of pages for any other text. */
  kindOf(index: Rows, collection: string, isMany?: boolean): string;
  /** What was searched for otherwise than asked, in sentences. */
  said(found: Found): string;
  /** A list whose items stay the same nodes for as long as they are in it. */
  KeyedList: new <V>(node: Element, kind: KeyedItems<V>) => KeyedList<V>;
  /** Says an outcome once, when nothing has changed for a while. */
  Announcer: new (node: Element) => { wait(): void; say(text: string): void };
};

/** A color on light grounds, and on dark ones. */
type Ground = [string, string];

/** The colors that a district chooses, as its settings name them. */
type ColorKey = "brand" | "link";

/** What src/playbook/layers/brand.py says of colors. */
type ColorRules = {
  /** The contrast that text needs. */
  LEAST: number;
  isColor(text: string): boolean;
  contrast(one: string, other: string): number;
  /** The color itself if it can be read on each ground, else the closest in lightness. */
  nearest(color: string, grounds: string[], least?: number): string;
  /** What `playbook check` would say of a color. */
  judge(key: ColorKey, color: string): { isColor: boolean; passes: boolean; ratio: number; nearest: string };
  /** What colors give the site, by the names of its custom properties. */
  palette(colors: Partial<Record<ColorKey, string>>): Record<string, Ground>;
};

/** An element of a drawing, and what is in it. */
type DrawingNode = {
  name: string;
  space: string;
  local: string;
  attributes: { space: string; local: string; value: string }[];
  children: (DrawingNode | string)[];
};

type Drawings = {
  /** A drawing that may be published; or null, with the part that may not, if it is XML at all. */
  read(bytes: Uint8Array): { root: DrawingNode | null; part: string };
  draw(node: DrawingNode): SVGElement;
};

/** A logo, or why it cannot be published. */
type Logo = { objection: string; kind?: string; bytes?: Uint8Array<ArrayBuffer>; draw?: () => Node };

type ReadLogo = (file: File) => Promise<Logo>;

/** An archive of files by their paths. */
type PackFiles = (files: [string, Uint8Array<ArrayBuffer>][]) => Blob;

type Folder = {
  cleanName(name: string): string;
  /** Why a name cannot be that of a site, or nothing. */
  objection(name: string): string;
  /** The text of `district.yml`; `logo` is the name of its file. */
  settings(brand: { name: string; colors: Record<string, string>; logo: string }): string;
  /** Every file of the folder. */
  files(brand: { name: string; colors: Record<string, string>; logo: Logo | null; guide: string }): [string, Uint8Array<ArrayBuffer>][];
};

declare var playbookColors: ColorRules;
declare var playbookDrawings: Drawings;
declare var playbookLogo: ReadLogo;
declare var playbookPack: PackFiles;
declare var playbookChecksum: (bytes: Uint8Array) => number;
declare var playbookFolder: Folder;
type Kept = {
  /** What was kept under a name; null where there is nothing, or nothing that can be read. */
  read(key: string): any;
  /** Keep a value under a name; without one, forget it. */
  /** Whether it is kept. */
  write(key: string, value: unknown): boolean;
};

type Share = {
  /** Offer an address, and what to say with it, to the system. */
  give(url: string, text?: string): Promise<void>;
  /** Copy them; what to tell a reader instead where that is not allowed. */
  copy(url: string, text?: string): Promise<string>;
};

declare var playbookKept: Kept;
declare var playbookShare: Share;
declare var playbookEdition: Edition | undefined;
declare var playbookEditions: [string, string][] | undefined;
declare var playbookSwitch: Switch;
declare var playbookShared: Shared | undefined;
declare var playbookLive: Live;
declare var playbookLogic: Logic;
declare var playbookFinder: Finder;
declare var playbookResults: new (dialog: DialogParts) => Results;
declare var playbookTerms: Terms;
declare var playbookRanking: Ranking;
declare var playbookSearch: SearchHead | undefined;
declare var playbookShards: Shard[] | undefined;
declare var playbookTexts: Record<string, [string, string, string][]> | undefined;
declare var playbookStemmers: Record<string, { stemWord(word: string): string }> | undefined;
declare var playbookIndex: Packed | undefined;
/** For each block, by its view and number, its stamp, and id, title, text, condition, facts and language
 * of its rows, with the place of the fact that is in that language. */
declare var playbookCards: Record<string, [string, [string, string, string, number, string[], Spoken?, number?][]]> | undefined;
/** Summaries by the addresses of pages. */
declare var playbookSummaries: Record<string, string> | undefined;

/** For each message the forms that a language has, and which of them goes with a number. */
declare var playbookWords: { rule: (n: number) => number; texts: Record<string, string[]> } | undefined;

/** Where the browser has it: whether the reader asked for less to be loaded. */
interface Navigator {
  readonly connection?: { readonly saveData: boolean };
  readonly globalPrivacyControl?: boolean;
}

/** Trusted Types, where the browser has them. */
declare var trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown }
  | undefined;

/** A move of a plan. */
type PlanItem = {
  move: string;
  /** A day such as 2027-01-31, a week of the plan such as w3, or "". */
  when: string;
  lead: string;
  note: string;
  done: boolean;
};

/** A plan: its first day, or "", and its moves in order, each once. */
type Plan = { id: string; name: string; start: string; items: PlanItem[] };

type PlanState = { version: number; current: string; plans: Plan[] };

interface Shelf {
  /** The plan that a page shows, whatever another tab chooses; null where it goes by that. */
  shown: string | null;
  isKept: boolean;
  isAside: boolean;
  state: PlanState;
  readonly current: Plan | undefined;
  readonly aside: string[];
  read(): PlanState;
  change(change: (state: PlanState) => void): void;
  addPlan(plan: Omit<Plan, "id">): void;
  /** Adds moves; gives the sentence that says whether they are kept. */
  add(ids: string[]): string;
  remove(ids: string[]): void;
  has(id: string): boolean;
}

type Plans = {
  /** The name under which plans are kept. */
  KEY: string;
  LONGEST: { name: number; lead: number; note: number };
  MOST_COMPARED: number;
  /** The address of a page of this site by its path, which ends in a slash; it may be opened from a disk. */
  address(path: string, query?: string): string;
  /** What is known of moves; rejects where that cannot be loaded. */
  moves(): Promise<{ moves: Record<string, KnownMove>; former: Record<string, string> }>;
  /** A time in words: minutes, or hours from 100 minutes on. */
  duration(minutes: number): string;
  Shelf: new () => Shelf;
  /** Plans from a text, whatever it holds; whether all of it could be read. */
  parse(kept: string | null): { state: PlanState; isWhole: boolean };
  /** A move as it is when it is added. */
  blank(move: string): PlanItem;
  /** A plan as the fragment of a link; with names and notes if it is to be whole. */
  encode(plan: Omit<Plan, "id">, isWhole?: boolean): string;
  /** The fragment of a link that makes a plan the reader's own. */
  ownLink(plan: Omit<Plan, "id">): string;
  /** The plan that a fragment holds; null for any other fragment, and for one without a move. */
  decode(fragment: string): Plan | null;
  dayAt(time: number): string;
  /** The day of an item; "" where neither it nor the start of its plan says one. */
  dayOf(plan: Plan, item: PlanItem): string;
  /** The days on which a move is made to its end, or to that of the school year, by its rhythm. */
  days(date: string, move: { rhythm: string, weeks?: number }): string[];
  /** Moves that stand before one that prepares for them. */
  early(items: PlanItem[], followed: (move: string) => string[]): { move: string; before: string }[];
  /** The same with one at another place. */
  move(items: PlanItem[], from: number, to: number): PlanItem[];
  when(value: unknown): string;
};

declare var playbookPlans: Plans;

/** What is known of a move; `url` is from the root of the site in the data, and whole where it is used. */
type KnownMove = {
  title: string;
  url: string;
  /** Of one run, and to prepare it. */
  minutes: number[];
  rhythm: string;
  /** How many weeks it lasts, where that is said. */
  weeks?: number;
  /** The place of its first condition, and that condition's short name. */
  condition: number;
  short: string;
  leads: string[];
  joins: string[];
  /** Time, rhythm, effort and size of the group, in words. */
  facts: string[];
  first: string;
  before: string[];
  follows: string[];
  form: string;
  spoken?: Spoken;
};

type Papers = {
  /** A calendar as RFC 5545 has it. */
  calendar(plan: Plan, known: (move: string) => KnownMove, now: Date): string;
  /** Comma-separated values, as spreadsheets open them. */
  table(plan: Plan, known: (move: string) => KnownMove): string;
  markdown(plan: Plan, known: (move: string) => KnownMove): string;
  /** The week that a move is for, in words; "" for none. */
  weekOf(item: { when: string }): string;
};

declare var playbookPapers: Papers;
declare var playbookMoves: { moves: Record<string, KnownMove>; former: Record<string, string> } | undefined;

/** What somebody says of assets on a day: by the ids of questions a digit, the answer from 1 to 4 or 0
 * for none, and after it where it is seen. */
type Profile = { date: string; said: Record<string, string> };

/** A move, and the condition and the question that it rests on; both "" where it rests on none. */
type Suggestion = [string, string, string];

/** What is asked of a condition, by ids, and its moves, the lightest first. */
type StockCondition = { id: string; questions: string[]; moves: string[] };

type Profiles = {
  /** A profile as the fragment of a link; with what was written if it is to be whole. */
  encode(profile: Profile, isWhole: boolean): string;
  /** The profile that a text holds; null for any other value. */
  decode(text: unknown): Profile | null;
  suggest(conditions: StockCondition[], findOut: string[], said: Record<string, string>): Suggestion[];
};

declare var playbookProfiles: Profiles;

/** Gives a reader a file that the page has made. */
declare var playbookSave: (name: string, blob: Blob) => void;

/** The heading of a part of an entry's body, and the places of its words; "" before the first. */
type Passage = { title: string; start: number; end: number };

type Passages = {
  passages(text: string): Passage[];
  /** What a line on top says; "" where it says nothing, or is not written in one line. */
  value(text: string, name: string): string;
  putPassage(text: string, title: string, words: string): string;
  putValue(text: string, name: string, words: string): string;
  /** The same with its day of the last change, if it has one. */
  dated(text: string, day: string): string;
};

declare var playbookPassages: Passages;

type Suggested = {
  /** The file, from the root of the repository. */
  path: string;
  /** Its text; "" for a new file. */
  before: string;
  after: string;
  name: string;
  note: string;
  /** The address of the page. */
  where: string;
  /** How a message in git says what was agreed to. */
  agreed: string;
  date: Date;
};

type Patch = {
  /** The lines that differ, as hunks. */
  difference(before: string, after: string): string;
  /** A message that `git am` takes. */
  patch(suggested: Suggested): string;
};

declare var playbookPatch: Patch;

/** Where changes go: see src/playbook_site/engine/sharing/suggestions.py. */
type Targets = {
  layer: string;
  files: Record<string, { path: string; text: string }>;
  agreed: string;
  edit: string;
  new: string;
};

/** What can be changed: `words` are today's. */
type Part = { key: string; field: HTMLTextAreaElement; words: string; put: (text: string, words: string) => string; node: HTMLElement };

/** What is kept: for each changed part the words, and those that it had then. */
type Draft = { parts: Record<string, [string, string]>; why: string; name: string };
