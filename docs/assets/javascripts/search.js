/* Search over the site's own index (Pagefind). One panel serves two places: a dialog opened from
   the header, and the search page, whose address carries the query (?q=行政复议).
   Pagefind finds candidates by words; Chinese words can be cut in several ways, so pages that hold
   the query exactly are put first, and their excerpt shows the exact place. */

const SITE = new URL("../../", import.meta.url);
const SHOWN_AT_ONCE = 20;
/** How many candidates are read in full to see which hold the words exactly. */
const READ_IN_FULL = 300;
const FILTERS = [
  ["kind", "种类"],
  ["place", "地区"],
  ["agency", "机构"],
  ["year", "年份"],
];

let engine;
async function pagefind() {
  engine ??= import(new URL("search-index/pagefind.js", SITE).href).then(async (module) => {
    await module.options({ baseUrl: SITE.pathname, excerptLength: 40 });
    await module.init();
    return module;
  });
  return engine;
}

/** Width of brackets and letters aside, and without spaces, as a reader would compare. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[〔［]/g, "[").replace(/[〕］]/g, "]").replace(/\s+/g, "");
}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** The words around the first exact occurrence, as nodes with the hits marked; null where there is none. */
function exactExcerpt(content, query) {
  const text = content.replace(/\s+/g, " ");
  const pattern = [...query.trim()].filter((c) => !/\s/.test(c)).map((c) => {
    const escaped = c.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const widths = { "(": "[(（]", ")": "[)）]", ",": "[,，]", ":": "[:：]", ";": "[;；]", "〔": "[〔\\[［]", "〕": "[〕\\]］]", "（": "[(（]", "）": "[)）]", "，": "[,，]", "：": "[:：]", "；": "[;；]" };
    return widths[c] ?? escaped;
  }).join("\\s?");
  const found = new RegExp(pattern, "giu");
  const first = found.exec(text);
  if (!first) return null;
  const start = Math.max(0, first.index - 36);
  const end = Math.min(text.length, first.index + first[0].length + 60);
  const nodes = [start > 0 ? "…" : ""];
  let at = start;
  found.lastIndex = start;
  for (const hit of text.slice(0, end).matchAll(found)) {
    nodes.push(text.slice(at, hit.index), element("mark", {}, hit[0]));
    at = hit.index + hit[0].length;
  }
  nodes.push(text.slice(at, end), end < text.length ? "…" : "");
  return nodes;
}

/** Pagefind's own excerpt is HTML with <mark> only; it is taken apart, never inserted as markup. */
function wordExcerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) => (node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent));
}

/** What near pages hold part of: the query's Latin words and figures, its short words whole (法治 and 治办 are in
    pages that know no 法治办), and each two neighbouring characters of longer ones. */
function pieces(query) {
  const runs = query.replaceAll('"', "").split(/\s+/).flatMap((word) => fold(word).match(/[\x21-\x7e]+|[^\x21-\x7e]+/g) ?? []);
  return runs.flatMap((run) => {
    const signs = [...run];
    if (signs.length < 4 || /^[\x21-\x7e]/.test(run)) return [run];
    return signs.slice(1).map((sign, at) => signs[at] + sign);
  });
}

/** The query without its last sign, and without its first. The page's words may be cut elsewhere than the query's
    (九市 in 九|市政府), and Pagefind knows only words that it has loaded: what these find besides is read and checked. */
function shortened(query) {
  const signs = [...query.replaceAll('"', "").trim()];
  const ways = [];
  if (signs.length >= 3) ways.push(signs.slice(0, -1).join(""));
  if (signs.length >= 4) ways.push(signs.slice(1).join(""));
  return /[^\x00-\x7f]/.test(query) ? ways : [];
}

async function find(query, filters) {
  const search = await pagefind();
  const found = await search.search(query, { filters });
  const seen = new Set(found.results.map((result) => result.id));
  const wider = [];
  for (const shorter of shortened(query)) {
    for (const result of (await search.search(shorter, { filters })).results) {
      if (!seen.has(result.id)) wider.push(result);
      seen.add(result.id);
    }
  }
  const quoted = query.includes('"') ? { results: [] } : await search.search(`"${query}"`, { filters });
  const phrase = new Set(quoted.results.map((result) => result.id));
  const order = [...found.results.filter((result) => phrase.has(result.id)), ...found.results.filter((result) => !phrase.has(result.id)), ...wider];
  const needle = fold(query.replaceAll('"', ""));
  const pages = await Promise.all(order.slice(0, READ_IN_FULL).map((result) => result.data()));
  const holds = (page) => fold(`${page.meta.title ?? ""} ${page.content}`).includes(needle);
  const exact = pages.filter(holds);
  // First the page whose title or document number the query is, then those that have it in their title.
  const rank = (page) => {
    const title = fold(page.meta.title ?? "");
    const called = title === needle || fold(page.meta.number ?? "") === needle || fold(page.meta.called ?? "") === needle;
    return called ? (page.filters?.kind?.includes("通知") ? 3 : 2) : title.includes(needle) ? 1 : 0;
  };
  exact.sort((a, b) => rank(b) - rank(a));
  // Pagefind also offers pages of which a word merely begins like one of the query; those say nothing.
  const wanted = pieces(query);
  // Of two pieces both are needed, of more four in ten.
  const needed = wanted.length > 2 ? Math.ceil(wanted.length * 0.4) : wanted.length;
  const holdsPart = (page) => { const text = fold(page.content); return wanted.filter((piece) => text.includes(piece)).length >= needed; };
  const near = pages.filter((page) => !exact.includes(page) && holdsPart(page));
  const unread = Math.max(0, order.length - READ_IN_FULL);
  return { exact, near, total: exact.length + near.length + unread };
}

function resultItem(page, query) {
  const kind = page.filters?.kind?.[0];
  const title = page.meta.title ?? page.url;
  const excerpt = exactExcerpt(page.content, query.replaceAll('"', "")) ?? wordExcerpt(page.excerpt);
  const line = element("p", { class: "tz-search__where" }, [kind, page.filters?.place?.[0]].filter(Boolean).join(" · "));
  return element(
    "li",
    { class: "tz-search__result" },
    element("a", { class: "tz-search__link", href: page.url }, title),
    line,
    element("p", { class: "tz-search__excerpt" }, ...excerpt),
  );
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
  root.append(element("div", { class: "tz-search__box" }, label, input), chooser, status, list, more);
  const selects = new Map();
  let turn = 0;

  async function offerFilters() {
    const known = await (await pagefind()).filters();
    for (const [key, name] of FILTERS) {
      const values = Object.entries(known[key] ?? {}).sort(([a], [b]) => a.localeCompare(b, "zh-CN"));
      if (values.length < 2) continue;
      const select = element("select", { id: `${id}-${key}` }, element("option", { value: "" }, `全部${name}`));
      for (const [value, count] of values) select.append(element("option", { value }, `${value}（${count}）`));
      select.addEventListener("change", run);
      selects.set(key, select);
      chooser.append(element("div", { class: "tz-search__filter" }, element("label", { for: select.id }, name), select));
    }
  }

  async function run() {
    const query = input.value.trim();
    const mine = ++turn;
    const filters = Object.fromEntries([...selects].filter(([, select]) => select.value).map(([key, select]) => [key, select.value]));
    onAddress(query);
    if (!query) {
      list.replaceChildren();
      list.removeAttribute("aria-busy");
      more.hidden = true;
      status.textContent = "";
      return;
    }
    // The earlier results stay until the new ones are there, so that nothing jumps; they are marked as passing.
    list.setAttribute("aria-busy", "true");
    status.textContent = "正在搜索……";
    let found;
    try {
      found = await find(query, filters);
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      list.removeAttribute("aria-busy");
      more.hidden = true;
      status.textContent = "搜索暂时无法使用，请从索引页查找，或稍后再试。";
      return;
    }
    if (mine !== turn) return;
    const pages = [...found.exact, ...found.near];
    if (found.exact.length > 0) status.textContent = `找到 ${found.total} 个页面，其中 ${found.exact.length} 个含有“${query}”这几个字。`;
    else if (pages.length > 0) status.textContent = `没有页面含有“${query}”这几个字；以下 ${found.total} 个页面含有其中的字词。`;
    else status.textContent = `没有找到“${query}”。可以换一个词，或少用几个字。`;
    const show = (until) => {
      list.replaceChildren(...pages.slice(0, until).map((page) => resultItem(page, query)));
      more.hidden = until >= pages.length;
      more.onclick = () => {
        show(until + SHOWN_AT_ONCE);
        list.children[until]?.querySelector("a")?.focus();
      };
    };
    show(SHOWN_AT_ONCE);
    list.removeAttribute("aria-busy");
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
  return { input, run, prepare: () => (ready ??= offerFilters().catch(() => {})) };
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
  const search = panel(root, {
    onAddress: (query) => {
      const address = new URL(location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    },
  });
  const given = new URL(location.href).searchParams.get("q") ?? "";
  search.input.value = given;
  search.prepare().then(() => { if (given) search.run(); });
  search.input.focus();
}

const page = document.getElementById("tz-search-page");
const opener = document.querySelector("[data-tz-search-open]");
if (page) mountPage(page);
if (opener && !page) mountDialog(opener);
