/* Search: the panel. One panel serves two places: a dialog opened from the header, and the search page, whose address
   carries the query and the filters (?q=行政复议&place=广东省江门市). What is found, and in what order: search-engine.js. */

import * as own from "./search-engine.js";

const opener = document.querySelector("[data-tz-search-open]");
const others = JSON.parse(document.querySelector("[data-tz-search-with]")?.dataset.tzSearchWith ?? "[]");
let joining;
/** What answers: the engine of this site, or where others are searched with it, that of all of them. */
function engine() {
  if (others.length === 0) return own;
  joining ??= import("./search-sites.js").then(({ joined }) => joined(others));
  return joining;
}

const SITE = new URL("../../", import.meta.url);
const SHOWN_AT_ONCE = 10;
const FILTERS = [
  ["kind", "种类"],
  ["place", "地区"],
  ["agency", "机构"],
  ["year", "年份"],
];

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A result: what the page is, at once; the words around the first hit as soon as they are there. */
async function resultItem({ page, place, words }) {
  const { facts, excerpt } = await engine();
  const { address, title, kind, place: where } = await facts(page);
  const around = element("p", { class: "tz-search__excerpt" });
  const item = element(
    "li",
    { class: "tz-search__result" },
    element("a", { class: "tz-search__link", href: new URL(address, SITE).href }, title),
    element("p", { class: "tz-search__where" }, [kind, where].filter(Boolean).join(" · ")),
    around,
  );
  const filled = place === undefined ? Promise.resolve() : excerpt(place, words).then((parts) => {
    around.append(...parts.map(([text, hit]) => (hit ? element("mark", {}, text) : text)));
  });
  return { item, filled };
}

/** What is told of a search: how many pages, and how they were found. */
function told(query, filtered, found) {
  const total = found.results.length;
  const words = `“${query}”`;
  const within = filtered ? "所选范围内" : "";
  const read = found.asked && found.asked !== query ? `（按“${found.asked}”查找）` : "";
  switch (found.kind) {
    case "all": return `${within}共 ${total} 个页面。`;
    case "exact":
      return total === found.exact
        ? `${within}找到 ${total} 个页面，都含有${words}${read}。`
        : `${within}找到 ${total} 个页面，其中 ${found.exact} 个自己的文字含有${words}${read}。`;
    case "named": return `${within}没有页面的文字含有${words}；按名称、日期或地区找到 ${total} 个页面${read}。`;
    case "near": return `${within}没有页面含有${words}这几个字；以下 ${total} 个页面含有其中的字词。`;
    default: return `${within}没有找到${words}。可以换一个词，或少用几个字。`;
  }
}

/** What is told of sites that did not answer: their pages are not among the results. */
function toldSilent(names) {
  return names.length > 0 ? `${names.join("、")}暂时不能搜索，结果中没有它的页面。` : "";
}

/** Puts a search panel into `root`; returns its input. */
function panel(root, { onAddress = () => {} } = {}) {
  const id = root.id || "tz-search";
  const input = element("input", {
    type: "search", id: `${id}-input`, name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    class: "tz-search__input", placeholder: "例如：权力清单、市政府法制办、2016年底", enterkeyhint: "search",
  });
  const label = element("label", { for: `${id}-input`, class: "tz-search__label" }, "搜索任务、机构、期限与通知");
  const chooser = element("div", { class: "tz-search__filters" });
  const status = element("p", { class: "tz-search__status", role: "status", "aria-live": "polite" });
  const list = element("ol", { class: "tz-search__results" });
  const more = element("button", { type: "button", class: "tz-search__more", hidden: "" }, "显示更多");
  const offered = element("p", { class: "tz-search__offers", hidden: "" });
  const apart = element("p", { class: "tz-search__offers tz-search__apart", hidden: "" });
  root.append(element("div", { class: "tz-search__box" }, label, input), chooser, status, offered, apart, list, more);
  const selects = new Map();
  let turn = 0;

  async function offerFilters() {
    const { facets, called } = await engine();
    const [known, names] = [await facets(), await called()];
    for (const [key, name] of FILTERS) {
      const optionWords = (value) => (key === "agency" && names[value] ? `${names[value]}（${value}）` : value);
      const values = Object.entries(known[key] ?? {}).sort(([a], [b]) => a.localeCompare(b, "zh-CN"));
      if (values.length < 2) continue;
      const select = element("select", { id: `${id}-${key}` }, element("option", { value: "" }, `全部${name}`));
      for (const [value, count] of values) select.append(element("option", { value }, `${optionWords(value)}（${count}）`));
      select.addEventListener("change", run);
      selects.set(key, select);
      chooser.append(element("div", { class: "tz-search__filter" }, element("label", { for: select.id }, name), select));
    }
  }

  function clear(words) {
    list.replaceChildren();
    list.removeAttribute("aria-busy");
    more.hidden = true;
    offered.hidden = apart.hidden = true;
    status.textContent = words;
  }

  async function run() {
    const query = input.value.trim();
    const mine = ++turn;
    const filters = Object.fromEntries([...selects].filter(([, select]) => select.value).map(([key, select]) => [key, select.value]));
    const filtered = Object.keys(filters).length > 0;
    onAddress({ q: query, ...filters });
    if (!query && !filtered) {
      clear("");
      return;
    }
    // The earlier results stay until the new ones are there, so that nothing jumps; they are marked as passing.
    list.setAttribute("aria-busy", "true");
    status.textContent = "正在搜索……";
    try {
      const found = await (await engine()).find(query, filters);
      if (mine !== turn) return;
      offered.hidden = apart.hidden = true;
      await show(found, 0, mine);
      if (mine !== turn) return;
      status.textContent = told(query, filtered, found) + toldSilent(found.silent ?? []);
      await lead(found, mine);
      if (query && found.exact === 0) await offer(query, mine);
    } catch {
      if (mine === turn) clear("搜索暂时无法使用，请从索引页查找，或稍后再试。");
    } finally {
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  }

  /** The next results, after those from the first to `from`. */
  async function show(found, from, mine) {
    const until = from + SHOWN_AT_ONCE;
    const next = await Promise.all(found.results.slice(from, until).map(resultItem));
    if (mine !== turn) return;
    const links = () => [...list.querySelectorAll("a")];
    const chosen = from === 0 ? links().indexOf(document.activeElement) : -1;
    if (from === 0) list.replaceChildren();
    list.append(...next.map(({ item }) => item));
    if (chosen >= 0) (links()[chosen] ?? input).focus(); // who has gone into the list stays in it
    more.hidden = until >= found.results.length;
    more.onclick = async () => {
      list.setAttribute("aria-busy", "true");
      more.disabled = true;
      await show(found, until, mine).catch(() => {});
      more.disabled = false;
      if (mine !== turn) return;
      list.removeAttribute("aria-busy");
      list.children[until]?.querySelector("a")?.focus();
    };
    await Promise.all(next.map(({ filled }) => filled));
  }

  /** To the places and days that single words of the query name, where they are not among the first results. */
  async function lead(found, mine) {
    const { facts } = await engine();
    const first = found.results.slice(0, SHOWN_AT_ONCE).map(({ page }) => page);
    const pages = await Promise.all((found.apart ?? []).filter((page) => !first.includes(page)).map(facts));
    if (mine !== turn || pages.length === 0) return;
    const links = pages.flatMap(({ address, title }) => ["、", element("a", { href: new URL(address, SITE).href }, title)]);
    apart.replaceChildren("分别查看：", ...links.slice(1));
    apart.hidden = false;
  }

  async function offer(query, mine) {
    const better = await (await engine()).offers(query);
    if (mine !== turn || better.length === 0) return;
    offered.replaceChildren("您要找的是不是：", ...better.map((other) => {
      const button = element("button", { type: "button", class: "tz-search__offer" }, other);
      button.addEventListener("click", () => { input.value = other; input.focus(); run(); });
      return button;
    }));
    offered.hidden = false;
  }

  let typing;
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(run, 180);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); clearTimeout(typing); run(); }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target instanceof HTMLSelectElement || event.isComposing) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0 || next >= stops.length) return;
    event.preventDefault();
    stops[next].focus();
  });
  let ready;
  return {
    input, run,
    prepare: () => (ready ??= offerFilters().catch(() => {})),
    choose: (key, value) => { if (selects.has(key)) selects.get(key).value = value; },
  };
}

function mountDialog(opener) {
  const body = element("div", { id: "tz-search-dialog-body", class: "tz-search" });
  const close = element("button", { type: "button", class: "tz-search__close" }, "关闭");
  const dialog = element("dialog", { class: "tz-search-dialog", "aria-label": "站内搜索" }, close, body);
  document.body.append(dialog);
  const search = panel(body);
  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    search.prepare();
    search.input.focus();
    search.input.select();
  };
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => opener.focus());
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["f", "s", "/"].includes(event.key)) { event.preventDefault(); open(); }
  });
}

function mountPage(root) {
  root.classList.add("tz-search");
  root.replaceChildren();
  const keys = ["q", ...FILTERS.map(([key]) => key)];
  const search = panel(root, {
    onAddress: (state) => {
      const address = new URL(location.href);
      for (const key of keys) {
        if (state[key]) address.searchParams.set(key, state[key]);
        else address.searchParams.delete(key);
      }
      history.replaceState(null, "", address);
    },
  });
  const given = new URL(location.href).searchParams;
  search.input.value = given.get("q") ?? "";
  search.prepare().then(() => {
    for (const [key] of FILTERS) if (given.get(key)) search.choose(key, given.get(key));
    if (keys.some((key) => given.get(key))) search.run();
  });
  search.input.focus();
}

const page = document.getElementById("tz-search-page");
if (page) mountPage(page);
if (opener && !page) mountDialog(opener);
