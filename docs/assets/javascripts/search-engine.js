/* Search over the site's own index (builder/publishing/search/index.py says how it is laid out). All that is fetched
   are the small files that a query needs: where each pair of its signs stands tells the pages that hold it, exactly
   and all of them; the words themselves are fetched only to be shown. */

import { cleaned, dayNamed, respelled } from "./search-spelling.js";

const INDEX = new URL("../../search-index/", import.meta.url);
const END = "\u0001";
/** Digits in base 32: 32 is added to each but the last. What begins a piece of a row is the digit 0. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => { VALUES[digit.charCodeAt(0)] = value; });
const BRACKETS = { "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]" };
/** Pairs of a long query that are looked up at first; the others only while many places are left. */
const PAIRS_AT_FIRST = 6;
/** How many words are offered in place of one that stands nowhere. */
const OFFERS = 3;
/** How well a name is a page's own (index.py). */
const OWN_NAME = 2;
/** A number of `holders` is so many times the page (index.py). */
const HOLDER = 32;

const files = new Map();
function fetched(name, read) {
  if (!files.has(name)) {
    const content = fetch(new URL(name, INDEX)).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return read(answer);
    });
    content.catch(() => files.delete(name));
    files.set(name, content);
  }
  return files.get(name);
}
function file(name) {
  return fetched(name, (answer) => answer.json());
}

/** A file of a table: {key: row}. */
function tablePart(table, number) {
  return fetched(`${table}-${number}.txt`, async (answer) => new Map((await answer.text()).split("\n").slice(0, -1).map((line) => {
    const at = line.indexOf(" ");
    return [line.slice(0, at), line.slice(at + 1)];
  })));
}

/** Ascending numbers, written as differences. */
function decode(written) {
  const numbers = [];
  let number = 0, rest = 0, unit = 1;
  for (let at = 0; at < written.length; at += 1) {
    const value = VALUES[written.charCodeAt(at)];
    rest += (value % 32) * unit;
    unit *= 32;
    if (value >= 32) continue;
    number += rest;
    numbers.push(number);
    rest = 0;
    unit = 1;
  }
  return numbers;
}

/** The numbers of a row: a piece for each bundle, whose numbers count from what `bases` says of it. */
async function decodeRow(written, basesOf) {
  const { markLength, [basesOf]: bases } = await head();
  const numbers = [];
  let number = 0, rest = 0, unit = 1;
  for (let at = 0; at < written.length; at += 1) {
    const value = VALUES[written.charCodeAt(at)];
    if (value === 0) {
      let bundle = 0;
      for (let digit = 0; digit < markLength; digit += 1) bundle = bundle * 63 + VALUES[written.charCodeAt(at += 1)] - 1;
      number = bases[bundle] - 1;
      continue;
    }
    rest += (value % 32) * unit;
    unit *= 32;
    if (value >= 32) continue;
    number += rest;
    numbers.push(number);
    rest = 0;
    unit = 1;
  }
  return numbers;
}

/** Each sign by itself: width, case and kind of brackets aside, no blanks; as folding.py. */
function foldSign(sign) {
  return (BRACKETS[sign] ?? sign).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
export function fold(text) {
  return [...text].map(foldSign).join("");
}

let index;
/** What the filters offer: {kind: {任务: 170}}. Loads the head of the index, and what every query needs. */
export async function facets() {
  for (const needed of ["signs.json", "index.json"]) file(needed).catch(() => {});
  return (await file("filters.json")).facets;
}
/** What pages call bodies otherwise than by their full names: {广东省水利厅: 省水利厅}. */
export async function called() {
  return (await file("filters.json")).called;
}
/** The head of the index. Where places, pages, names (four numbers a page) and holders of each bundle begin: `places`,
    `pages`, `weighed`, `held`. */
function head() {
  index ??= file("index.json").then((raw) => {
    const starts = decode(raw.starts);
    const pages = decode(raw.bundles);
    let markLength = 1;
    while (63 ** markLength < pages.length) markLength += 1;
    return { ...raw, starts, slices: decode(raw.slices), markLength, pages, places: pages.map((page) => starts[3 * page]), weighed: pages.map((page) => 4 * page), held: pages.map((page) => HOLDER * page) };
  });
  index.catch(() => { index = undefined; });
  return index;
}

/** The last of ascending `values` that is not above `wanted`. */
function lastUpTo(values, wanted) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function entry(table, key) {
  const at = lastUpTo((await head())[table], key);
  return at < 0 ? "" : (await tablePart(table, at)).get(key) ?? "";
}
async function pairPlaces(pair) {
  return decodeRow(await entry("grams", pair), "places");
}

/** The places of all pairs that begin with a sign: [pair, places]. */
async function pairsFrom(sign) {
  const firsts = (await head()).grams;
  const from = Math.max(0, lastUpTo(firsts, sign));
  const until = lastUpTo(firsts, `${sign}\uffff`);
  const parts = await Promise.all(Array.from({ length: until - from + 1 }, (_, i) => tablePart("grams", from + i)));
  const rows = parts.flatMap((part) => [...part]).filter(([pair]) => pair.startsWith(sign));
  return Promise.all(rows.map(async ([pair, written]) => [pair, await decodeRow(written, "places")]));
}

/** The places of `first` from which a place of `second` is `distance` away. */
function together(first, second, distance) {
  const found = [];
  let at = 0;
  for (const place of first) {
    while (at < second.length && second[at] < place + distance) at += 1;
    if (at === second.length) break;
    if (second[at] === place + distance) found.push(place);
  }
  return found;
}

const known = new Map();
/** Where the folded words stand in the whole text, in order. */
function places(words) {
  if (!known.has(words)) known.set(words, findPlaces([...words]));
  return known.get(words);
}
async function findPlaces(signs) {
  if (signs.length === 1) return [...Float64Array.from((await pairsFrom(signs[0])).flatMap(([, numbers]) => numbers)).sort()];
  const offsets = pairOffsets(signs);
  const first = thinned(offsets);
  const later = offsets.filter((at) => !first.includes(at));
  let found = null;
  const narrow = async (some) => {
    const lists = await Promise.all(some.map((at) => pairPlaces(signs[at] + signs[at + 1])));
    some.forEach((at, i) => {
      found = found === null ? lists[i].map((place) => place - at) : together(found, lists[i], at);
    });
  };
  await narrow(first);
  while (later.length > 0 && found.length > 0) {
    if (found.length <= 4) return confirmed(found, signs);
    await narrow(later.splice(0, PAIRS_AT_FIRST));
  }
  return found;
}

/** Where pairs begin that cover all the signs. */
function pairOffsets(signs) {
  const offsets = [];
  for (let at = 0; at < signs.length - 1; at += 2) offsets.push(at);
  if (signs.length % 2) offsets.push(signs.length - 2);
  return offsets;
}
function thinned(offsets) {
  const step = Math.ceil(offsets.length / PAIRS_AT_FIRST);
  return offsets.filter((_, i) => i % step === 0);
}

/** Those of a few places at which the text holds all the signs. */
async function confirmed(found, signs) {
  const texts = await Promise.all(found.map((place) => textFrom(place)));
  // A place may be within a sign that is folded into several (…): the sign before belongs to it then.
  return found.filter((_, i) => fold([...texts[i].before].slice(-1).join("") + texts[i].after).slice(0, signs.length + 8).includes(signs.join("")));
}

/** The blocks of a slice of the text: what is told of a page in the place of its title. */
function slice(number) {
  return file(`words-${number}.json`);
}
function wordsOf(block) {
  return typeof block === "string" ? block : block[1];
}

/** The block in which a place is, cut there. */
async function textFrom(place) {
  const { slices } = await head();
  const number = lastUpTo(slices, place);
  let at = slices[number];
  for (const block of (await slice(number)).map(wordsOf)) {
    const signs = [...block];
    const folded = signs.map(foldSign);
    const length = folded.reduce((sum, sign) => sum + [...sign].length, 0);
    if (place <= at + length) {
      let cut = 0;
      while (cut < signs.length && (at < place || folded[cut] === "")) { at += [...folded[cut]].length; cut += 1; }
      return { before: signs.slice(0, cut).join(""), after: signs.slice(cut).join("") };
    }
    at += length + 1;
  }
  return { before: "", after: "" };
}

/** The place from `place` on at which its page says a sign first. */
async function firstFrom(place, sign) {
  const { slices, starts } = await head();
  const end = starts[3 * Math.floor(lastUpTo(starts, place) / 3) + 3] ?? Infinity;
  for (let number = lastUpTo(slices, place); slices[number] < end; number += 1) {
    let at = slices[number];
    for (const block of await slice(number)) {
      const signs = [...fold(wordsOf(block))];
      const hit = signs.indexOf(sign, Math.max(0, place - at));
      if (hit >= 0) return at + hit < end ? at + hit : place;
      at += signs.length + 1;
    }
  }
  return place;
}

/** As below, of a single sign, whose places are too many to be asked for: the place to show is where to look from. */
async function holdersOf(sign) {
  const { starts } = await head();
  const found = new Map();
  for (const number of await decodeRow(await entry("holders", sign), "held")) {
    const page = Math.floor(number / HOLDER);
    const title = number % 2;
    const own = Math.floor((number % HOLDER) / 2) - title;
    const part = own > 0 ? 1 : title ? 0 : 2;
    found.set(page, { title, own, beside: part === 2 ? 1 : 0, first: starts[3 * page + part] });
  }
  return found;
}

/** What is found of `words` on each page: {page: {title, own, beside: how often, first: the place to show}}. */
async function pagesHolding(words) {
  if ([...words].length === 1) return holdersOf(words);
  const { starts } = await head();
  const found = new Map();
  let part = -1;
  for (const place of await places(words)) {
    if (part < 0 || place >= (starts[part + 1] ?? Infinity)) part = lastUpTo(starts, place);
    const page = Math.floor(part / 3);
    const held = found.get(page) ?? { title: 0, own: 0, beside: 0, first: place };
    if (part % 3 === 1 && held.own === 0) held.first = place;
    held[["title", "own", "beside"][part % 3]] += 1;
    found.set(page, held);
  }
  return found;
}

/** Traditional signs as the text writes them. */
async function simplified(query) {
  if (!/[\u3400-\u9fff]/.test(query)) return query;
  const [forms, signs] = (await file("signs.json")).map((text) => [...text]);
  const table = new Map(forms.map((form, i) => [form, signs[i]]));
  return [...query].map((sign) => table.get(sign) ?? sign).join("");
}

const AROUND_DAYS = /^(?:在|于|到|至)|(?:之?前|以前|止|前完成)$/g;
/** What document numbers are written with or without; the index has their names without as well. */
const AROUND_NUMBERS = /[\[\]()第]/g;

/** The pages with this name, and how well it is their own. */
async function named(query) {
  const bare = query.replace(AROUND_DAYS, "");
  const asked = [...new Set([query, bare, dayNamed(bare), query.replace(AROUND_NUMBERS, "")])].filter(Boolean);
  const found = new Map();
  for (const words of asked) {
    for (const number of await decodeRow(await entry("names", words), "weighed")) {
      const page = Math.floor(number / 4);
      found.set(page, Math.max(found.get(page) ?? 0, number % 4));
    }
    if (found.size > 0) break;
  }
  return found;
}

/** The numbers of the pages that filters let through; null without filters. */
async function allowed(filters) {
  let left = null;
  for (const [name, value] of Object.entries(filters)) {
    const of = await decodeRow((await file(`facet-${name}.json`))[value] ?? "", "pages");
    left = left === null ? new Set(of) : new Set(of.filter((page) => left.has(page)));
  }
  return left;
}

/** What near pages hold part of: the query's Latin words and figures, its short words whole (法治 and 治办 are in
    pages that know no 法治办), and pairs of neighbouring signs of longer ones. */
function pieces(words) {
  return words.flatMap((word) => word.match(/[\x21-\x7e]+|[^\x21-\x7e]+/g) ?? []).flatMap((run) => {
    const signs = [...run];
    if (signs.length < 4 || /^[\x21-\x7e]/.test(run)) return [run];
    if (signs.length <= PAIRS_AT_FIRST + 1) return signs.slice(1).map((sign, at) => signs[at] + sign);
    return thinned(pairOffsets(signs)).map((at) => signs[at] + signs[at + 1]);
  });
}

/** The kind of each page decides between equal names: a place before its government, a body before a document. */
const NAMED_FIRST = ["地区", "机构", "通知", "提到的文件", "期限", "主题"];

/** Places and days: of a query of several words, each that names one leads to what is told of it, also of what it has not. */
const NAMED_APART = ["地区", "期限"];

/** Pages for a query, best first. `exact`: how many hold all the words themselves; `results`: {page, words} where
    words is what to mark; `kind` how they were found: exact, named, near or none; `apart`: pages of the places and
    days that single words of several name. */
export async function find(typed, filters = {}) {
  const { kinds, starts } = await head();
  const only = await allowed(filters);
  const lets = (page) => only === null || only.has(page);
  const firsts = kinds.map(([, first]) => first);
  const kindAt = (page) => lastUpTo(firsts, page);
  const kindOf = (page) => kinds[kindAt(page)][0];
  const asTyped = cleaned(typed);
  const written = await simplified(asTyped);
  if (!fold(written)) {
    const every = only ? [...only] : [];
    return { kind: "all", exact: 0, results: every.sort((a, b) => a - b).map((page) => ({ page, words: [] })) };
  }
  let asked = written;
  let answer = await answers(asked);
  let apart = answer.apart;
  // A page may quote a traditional form itself: 執→执.
  const ways = others();
  while (answer.exact + answer.named === 0) {
    const { value: other, done } = await ways.next();
    if (done) break;
    asked = other;
    answer = await answers(other);
    apart = apart.length > 0 ? apart : answer.apart;
  }
  if (answer.results.length > 0) return { ...answer, asked, kind: answer.exact > 0 ? "exact" : "named" };
  const near = await nearPages(written.split(/\s+/).map(fold), lets);
  return { kind: near.length > 0 ? "near" : "none", exact: 0, results: near, asked: written, apart };

  /** Other ways to write the query, each looked up only where those before found nothing. */
  async function* others() {
    if (written !== asTyped) yield asTyped;
    yield* respelled(written);
    if (/^[a-z\s]+$/i.test(written)) yield* await sounding(fold(written));
    const whole = await punctuated(fold(written));
    if (whole) yield whole;
  }

  /** The pages of the place or day that a word names. */
  async function pagesApart(word) {
    return [...await named(word)].filter(([page, how]) => how === OWN_NAME && NAMED_APART.includes(kindOf(page)) && lets(page)).map(([page]) => page);
  }

  async function answers(query) {
    const whole = fold(query);
    const words = [...new Set(query.split(/\s+/).map(fold).filter(Boolean))];
    const [known, ...held] = await Promise.all([named(whole), ...words.map(pagesHolding)]);
    const names = new Map([...known].filter(([page]) => lets(page)));
    const apart = words.length > 1 ? await Promise.all(words.map(pagesApart)) : [];
    const ofPlaces = apart.map((of) => of.some((page) => kindOf(page) === "地区"));
    const pages = [...held[0].keys()].filter((page) => lets(page) && held.every((of) => of.has(page)));
    const ranked = new Set(pages);
    const rank = (page) => {
      const of = held.map((each) => each.get(page));
      const titleLength = starts[3 * page + 1] - starts[3 * page] - 1;
      return {
        page,
        words,
        kind: kindAt(page),
        place: of.find((each) => each.own)?.first ?? of[0].first,
        own: of.every((each) => each.title + each.own > 0),
        whole: words.length === 1 && of[0].title > 0 && [...whole].length === titleLength,
        inPlace: of.filter((each, i) => each.beside + each.title && ofPlaces[i]).length,
        titled: of.filter((each, i) => each.title && !ofPlaces[i]).length,
        often: Math.min(...of.map((each) => each.title + each.own)),
      };
    };
    const results = pages.map(rank);
    for (const page of names.keys()) {
      if (!ranked.has(page)) results.push({ page, words, kind: kindAt(page), place: starts[3 * page + 1], own: false, whole: false, inPlace: 0, titled: 0, often: 0 });
    }
    const byName = (page) => (names.has(page) ? 1 + names.get(page) * 10 + (NAMED_FIRST.length - Math.max(0, NAMED_FIRST.indexOf(kindOf(page)))) / 10 : 0);
    // Of several words one may say the place or year that a page is of; it need not stand in the page's own words.
    results.sort((a, b) =>
      byName(b.page) - byName(a.page) || (words.length === 1 && b.own - a.own) || b.whole - a.whole || b.inPlace - a.inPlace || b.titled - a.titled
      || a.kind - b.kind
      || b.often - a.often || a.page - b.page);
    return { results, exact: results.filter((each) => each.own).length, named: names.size, words, apart: apart.flat() };
  }
}

/** Pages that hold some of the words: of two pieces both, of more four in ten. */
async function nearPages(words, lets) {
  const wanted = [...new Set(pieces(words.filter(Boolean)))].slice(0, 2 * PAIRS_AT_FIRST);
  const needed = wanted.length > 2 ? Math.ceil(wanted.length * 0.4) : wanted.length;
  const found = new Map();
  for (const piece of wanted) {
    for (const [page, held] of await pagesHolding(piece)) {
      if (!lets(page) || held.title + held.own === 0) continue;
      const of = found.get(page) ?? { page, words: [], place: held.first };
      of.words.push(piece);
      found.set(page, of);
    }
  }
  return [...found.values()].filter((of) => of.words.length >= needed).sort((a, b) => b.words.length - a.words.length || a.page - b.page);
}

/** The names and subjects of the site that sound so: hegang → 鹤岗, xzzf → 行政执法. */
async function sounding(sounds) {
  return (await entry("sounds", sounds)).split("\t").filter(Boolean);
}

/** Those that sound as a word of Chinese signs does: 鹤刚 → 鹤岗. */
async function soundingAlike(word) {
  if (!/^[\u3400-\u9fff]{2,6}$/.test(word)) return [];
  const table = await file("syllables.json");
  const syllables = [...word].map((sign) => Object.keys(table).find((syllable) => table[syllable].includes(sign)));
  return syllables.includes(undefined) ? [] : (await sounding(syllables.join(""))).filter((name) => name !== word);
}

/** At most so many signs of punctuation are left out at one place (”、“). */
const LEFT_OUT = 3;
/** A longer one would cost a file for nearly each of its pairs. */
const LONGEST_PHRASE = 16;

/** A phrase with the punctuation that the text has in it: 分事行权分岗设权 → 分事行权、分岗设权; empty where the text has no such
    phrase. No piece of it is a single sign. */
async function punctuated(words) {
  const signs = [...words];
  if (signs.length < 4 || signs.length > LONGEST_PHRASE || !/^[\u3400-\u9fff]+$/.test(words)) return "";
  const pair = (at) => pairPlaces(signs[at] + signs[at + 1]);
  // Where the sign `at` may stand → where the phrase begins then.
  let reached = new Map((await pair(0)).map((place) => [place, place]));
  for (let at = 0; at < signs.length - 1 && reached.size > 0; at += 1) {
    const next = new Map();
    for (const place of await pair(at)) if (reached.has(place)) next.set(place + 1, reached.get(place));
    if (at > 0 && at < signs.length - 2) {
      for (const place of await pair(at + 1)) {
        for (let gap = 2; gap <= LEFT_OUT + 1; gap += 1) {
          if (reached.has(place - gap) && !next.has(place)) next.set(place, reached.get(place - gap));
        }
      }
    }
    reached = next;
  }
  for (const begin of new Set(reached.values())) {
    const { after } = await textFrom(begin);
    let at = 0;
    const text = [...fold(after)];
    const end = text.findIndex((sign) => {
      if (sign === signs[at]) at += 1;
      else if (sign === "。" || !/[\p{P}\p{S}]/u.test(sign)) return true;
      return at === signs.length;
    });
    if (at === signs.length) return text.slice(0, end + 1).join("");
  }
  return "";
}

/** The query with a word that stands nowhere put right: names and subjects that sound the same, then words of the site
    that differ from it by one sign that is another, missing, too many or one place off; those of the same length first,
    then the commonest, none that is part of a better one. 权利清单 → 权力清单. */
export async function offers(typed) {
  const words = (await simplified(cleaned(typed))).split(/\s+/).map(fold).filter(Boolean);
  const held = await Promise.all(words.map(places));
  const wrong = held.findIndex((found) => found.length === 0);
  if (wrong < 0) return [];
  const signs = [...words[wrong]];
  const alike = await soundingAlike(words[wrong]);
  const told = (some) => some.slice(0, OFFERS).map((offer) => words.with(wrong, offer).join(" "));
  if (alike.length >= OFFERS || signs.length < 3 || signs.length > 10) return told(alike);
  const found = new Map();
  const strange = (sign) => /[\p{P}\p{S}]/u.test(sign) && !signs.includes(sign);
  const count = (offer, times) => {
    if (![...offer].some(strange)) found.set(offer, Math.max(found.get(offer) ?? 0, times));
  };
  for (let at = 0; at <= signs.length; at += 1) {
    const left = signs.slice(0, at);
    for (const [sign, times] of await between(left, signs.slice(at + 1))) count([...left, sign, ...signs.slice(at + 1)].join(""), times);
    for (const [sign, times] of await between(left, signs.slice(at))) count([...left, sign, ...signs.slice(at)].join(""), times);
    const shorter = [...left, ...signs.slice(at + 1)].join("");
    if (at < signs.length) count(shorter, (await places(shorter)).length);
    if (at + 1 < signs.length) {
      const turned = [...left, signs[at + 1], signs[at], ...signs.slice(at + 2)].join("");
      count(turned, (await places(turned)).length);
    }
  }
  const far = (offer) => Math.abs([...offer].length - signs.length);
  const ranked = [...alike, ...[...found].filter(([offer, times]) => times > 0 && !alike.includes(offer))
    .sort(([a, often], [b, oftener]) => far(a) - far(b) || oftener - often).map(([offer]) => offer)];
  const said = (offer, rank) => ranked.slice(0, rank).some((better) => better.includes(offer) || offer.includes(better));
  return told(ranked.filter((offer, rank) => !said(offer, rank)));
}

/** The signs that stand between two pieces, and how often; of the piece before or after there may be none. */
async function between(left, right) {
  const times = new Map();
  const add = (sign, often) => sign && times.set(sign, (times.get(sign) ?? 0) + often);
  if (left.length === 0) {
    if (right.length < 2) return times;
    const texts = await Promise.all((await places(right.join(""))).slice(0, 3).map(textFrom));
    for (const { before } of texts) add(fold([...before].at(-1) ?? ""), 1);
    return times;
  }
  if (right.length === 0 && left.length < 2) return times;
  const before = await places(left.join(""));
  const starts = right.length === 0 ? before : together(before, await places(right.join("")), left.length + 1);
  if (starts.length === 0) return times;
  const wanted = new Set(starts.map((place) => place + left.length - 1));
  for (const [gram, numbers] of await pairsFrom(left.at(-1))) {
    add([...gram][1], numbers.filter((place) => wanted.has(place)).length);
  }
  for (const [sign, often] of times) if (often === 0) times.delete(sign);
  return times;
}

/** Address, title, kind and place of a page. */
export async function facts(page) {
  const { slices, starts } = await head();
  const number = lastUpTo(slices, starts[3 * page]);
  let first = page;
  while (first > 0 && starts[3 * first - 3] >= slices[number]) first -= 1;
  const [address, title, kind, place] = (await slice(number)).filter((block) => typeof block !== "string")[page - first];
  return { address, title, kind, place };
}

/** The words around a place: [text, whether it is one of the words] in order. */
export async function excerpt(place, words) {
  const sign = words.find((word) => [...word].length === 1);
  const { before, after } = await textFrom(sign ? await firstFrom(place, sign) : place);
  const start = [...before].slice(-36).join("");
  const signs = [...start, ...after].slice(0, [...start].length + 96);
  const folded = signs.map(foldSign);
  const at = folded.flatMap((sign, i) => [...sign].map(() => i));
  const text = folded.join("");
  const marked = new Set();
  for (const word of words) {
    for (let hit = text.indexOf(word); word && hit >= 0; hit = text.indexOf(word, hit + 1)) {
      for (let i = at[hit]; i <= at[hit + word.length - 1]; i += 1) marked.add(i);
    }
  }
  const parts = [];
  signs.forEach((sign, i) => {
    const last = parts.at(-1);
    if (last && last[1] === marked.has(i)) last[0] += sign;
    else parts.push([sign, marked.has(i)]);
  });
  if (start.length < before.length) parts.unshift(["…", false]);
  if ([...start, ...after].length > signs.length) parts.push(["…", false]);
  return parts;
}
