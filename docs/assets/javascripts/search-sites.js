/* Search over several sites of one server as over one: the same functions as search-engine.js. Each site answers by its
   own engine, so that sites may be of different versions; numbers of pages and places carry the number of their site.
   Which sites: `extra.search_with` of mkdocs.yml. */

import * as here from "./search-engine.js";

const HERE = new URL("../../", import.meta.url);
/** How an answer was found, best first: an answer of a worse kind is left out beside one of a better. */
const KINDS = ["exact", "named", "all", "near", "none"];

/** The engine of this site and those `others`: [{name, address}], addresses from the root of this site. */
export async function joined(others) {
  const sites = [{ name: "", root: HERE, engine: here }];
  const silent = [];
  for (const { name, address } of others) {
    const root = new URL(address, HERE);
    // What another server answers is not this office's.
    if (root.origin !== HERE.origin || root.href === HERE.href) continue;
    try {
      const engine = await import(new URL("assets/javascripts/search-engine.js", root));
      await engine.facets();
      sites.push({ name, root, engine });
    } catch {
      silent.push(name);
    }
  }
  const count = sites.length;
  const siteOf = (number) => sites[number % count];
  const own = (number) => Math.floor(number / count);

  /** The values of all, those of earlier sites first. */
  async function facets() {
    const of = {};
    for (const each of await Promise.all(sites.map(({ engine }) => engine.facets()))) {
      for (const [name, values] of Object.entries(each)) {
        of[name] ??= {};
        for (const [value, times] of Object.entries(values)) of[name][value] = (of[name][value] ?? 0) + times;
      }
    }
    return of;
  }

  async function called() {
    const names = await Promise.all(sites.map(({ engine }) => engine.called()));
    return Object.assign({}, ...names.reverse());
  }

  async function find(typed, filters = {}) {
    const answers = await Promise.all(sites.map(({ engine }) => engine.find(typed, filters)));
    const kind = KINDS.find((each) => answers.some((answer) => answer.kind === each));
    const kept = answers.flatMap((answer, site) => (answer.kind === kind ? [{ answer, site }] : []));
    // A site that has a page of this name comes before one that only holds the words.
    kept.sort((a, b) => Boolean(b.answer.named) - Boolean(a.answer.named) || a.site - b.site);
    const numbered = (number, site) => (number === undefined ? undefined : number * count + site);
    const results = [];
    const longest = Math.max(0, ...kept.map(({ answer }) => answer.results.length));
    for (let rank = 0; rank < longest; rank += 1) {
      for (const { answer, site } of kept) {
        const result = answer.results[rank];
        if (result) results.push({ ...result, page: numbered(result.page, site), place: numbered(result.place, site) });
      }
    }
    return {
      ...kept[0].answer,
      results,
      exact: kept.reduce((sum, { answer }) => sum + answer.exact, 0),
      apart: answers.flatMap((answer, site) => (answer.apart ?? []).map((page) => numbered(page, site))),
      silent,
    };
  }

  async function facts(page) {
    const { name, root, engine } = siteOf(page);
    const { address, title, kind, place } = await engine.facts(own(page));
    return { address: new URL(address, root).href, title, kind, place: [place, name].filter(Boolean).join(" · ") };
  }

  const excerpt = (place, words) => siteOf(place).engine.excerpt(own(place), words);

  async function offers(typed) {
    const all = await Promise.all(sites.map(({ engine }) => engine.offers(typed)));
    return [...new Set(all.flat())].slice(0, 3);
  }

  return { called, excerpt, facets, facts, find, offers };
}
