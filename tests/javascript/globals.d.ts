// What the scripts of the site share. They are classic scripts, so that pages work from a disk too:
// each keeps its names in a block, and gives away only what is declared here.

/** A question that narrows the list: each option is a value in the address and a label. */
type Facet = { id: string; label: string; options: [string, string][] };

/** Collection, id, title, the places of the answers for each facet, minutes, cases, created, other
 * names of the entry, and the places of the facts on its card. */
type Row = [number, string, string, number[][], number, number, string, string[], number[]];

type Index = { collections: string[]; facets: Facet[]; texts: string[]; rows: Row[] };

/** What a reader asks for: the values of each facet, words, and an order. */
type State = { choices: Map<string, Set<string>>; q: string; sort: string };

/** A heading in whose section the words stand. */
type Place = { title: string; url: string; excerpt: string };

type Hit = { score: number; places: () => Promise<Place[]> };

/** How well rows answer the words, by their places in the index. */
type Ranks = Map<number, number>;

/** An edition that shares pages with the main one. Addresses start at the root of the main one's site,
 * but those of its pages at its own. */
type Edition = {
  root: string;
  name: string;
  shortName: string;
  brand: string;
  logo: string;
  index: string;
  summaries: string;
  pages: string[];
  hidden: string[];
  added: [string, string][];
};

type Shared = {
  /** The page of the edition for an address of the main one's. */
  place(address: string): string;
  /** The address of data that the edition has itself; "" where it has not. */
  data(name: "index" | "summaries"): string;
  /** The page of the edition that an address of the whole site stands for; "" where it is not one. */
  page(address: string): string;
};

type Logic = {
  /** Read an address against what the index knows; the rest of it is named, not kept. */
  read(query: string, facets: Facet[]): { state: State; rest: string[] };
  /** Write a state as an address, always in the order of the facets and their options. */
  write(state: State, facets: Facet[]): string;
  /** The rows that fit: every facet that is asked, any answer within one, and the words. With them,
   * for each facet and answer, how many rows there would be with that answer added. */
  select(index: Index, state: State, has: (place: number) => boolean): { places: number[]; counts: number[][] };
  /** The words that are searched for, folded. */
  terms(q: string): string[];
  /** Lower case without accents. */
  fold(text: string): string;
  /** How well a row answers the words: 0 if some word is nowhere in it. */
  score(terms: string[], title: string, aliases: string[], summary: string): number;
  /** Put rows in order. */
  order(index: Index, places: number[], sort: string, relevance: (place: number) => number): number[];
};

type Finder = {
  /** Whether a server gives the pages; from a disk there is no full text. */
  onServer: boolean;
  /** The index, or null if it could not be read. */
  index(): Promise<Index | null>;
  /** The summary of every row; null if they could not be read, or weigh too much to be read whole. */
  summaries(index: Index): Promise<string[] | null>;
  /** Rows that hold the words in title, other names or summary. */
  near(index: Index, q: string): Ranks;
  /** Rows that hold the words anywhere, by the full-text index. Rejects where there is none. */
  far(index: Index, q: string): Promise<Map<number, Hit>>;
  /** Both together, titles and other names first. */
  rank(near: Ranks, far: Map<number, Hit>): Ranks;
  /** An excerpt as nodes, with its words marked. */
  highlight(excerpt: string): DocumentFragment;
  /** The address of a row's page. */
  address(index: Index, place: number): string;
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

type Live = {
  /** A list whose items stay the same nodes for as long as they are in it. */
  KeyedList: new <V>(node: Element, kind: KeyedItems<V>) => KeyedList<V>;
  /** Says an outcome once, when nothing has changed for a while. */
  Announcer: new (node: Element) => { wait(): void; say(text: string): void };
};

declare var playbookEdition: Edition | undefined;
declare var playbookShared: Shared | undefined;
declare var playbookLive: Live;
declare var playbookLogic: Logic;
declare var playbookFinder: Finder;
declare var playbookIndex: Index | undefined;
declare var playbookSummaries: string[] | undefined;

/** For each message the forms that a language has, and which of them goes with a number. */
declare var playbookWords: { rule: (n: number) => number; texts: Record<string, string[]> } | undefined;

/** Where the browser has it: whether the reader asked for less to be loaded. */
interface Navigator {
  readonly connection?: { readonly saveData: boolean };
}

/** Trusted Types, where the browser has them. */
declare var trustedTypes:
  | { createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown }
  | undefined;
