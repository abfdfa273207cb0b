// What the scripts of the site share. They are classic scripts, so that pages work from a disk too.

/** A question that narrows the list: each option is a value in the address and a label. */
type Facet = { id: string; label: string; options: [string, string][] };

/** Collection, id, title, the places of the answers for each facet, minutes, cases, created, the name
 * that the full-text index has for the page, and other names of the entry. */
type Row = [number, string, string, number[][], number, number, string, string, string[]];

type Index = { collections: string[]; facets: Facet[]; rows: Row[] };

type State = { chosen: Map<string, Set<string>>; q: string; sort: string };

/** A heading under which words were found. */
type Place = { title: string; url: string; excerpt: string };

type Hit = { score: number; places: () => Promise<Place[]> };

declare var playbookIndex: Index | undefined;
declare var playbookSummaries: string[] | undefined;

/** For each message the forms that a language has, and which of them goes with a number. */
declare var playbookWords: { rule: (n: number) => number; said: Record<string, string[]> } | undefined;
