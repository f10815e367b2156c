/* The page of all tasks: choosing by place, body, role, year, subject and so on, without words. The choice stands in
   the address (?place=四川省成都市&year=2016年), so that it can be sent on and is there again after Back. Without this
   script the lists of the page below lead to the same tasks. builder/exports/site/browse.py makes the file. */

const SITE = new URL("../../", import.meta.url);
const SHOWN_AT_ONCE = 20;

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** The tasks as {address, title, notice, duties, values by facet}, and the facets as {key, label, values}. */
async function load() {
  const answer = await fetch(new URL("tasks/browse.json", SITE));
  if (!answer.ok) throw new Error(`${answer.status}`);
  const raw = await answer.json();
  const facets = raw.facets.map(([key, label, values]) => ({ key, label, values }));
  facets.splice(3, 0, { key: "body", label: "机构", values: raw.bodies }, { key: "role", label: "角色", values: raw.roles });
  const tasks = raw.tasks.map(([address, title, notice, ...indexes], number) => {
    const task = { address, title, notice, duties: raw.duties[number] };
    raw.facets.forEach(([key], position) => { task[key] = indexes[position]; });
    return task;
  });
  return { facets, tasks };
}

/** Whether a task holds a choice. Body and role are one question: whether this body has this role in it. */
function holds(task, chosen) {
  for (const [key, value] of Object.entries(chosen)) {
    if (key !== "body" && key !== "role" && !task[key].includes(value)) return false;
  }
  if (chosen.body === undefined && chosen.role === undefined) return true;
  return task.duties.some(([body, role]) => (chosen.body ?? body) === body && (chosen.role ?? role) === role);
}

/** How many of the tasks each value of a facet would leave, the other choices staying. */
function counts(tasks, facet, chosen) {
  return facet.values.map((_, value) => {
    const asked = { ...chosen, [facet.key]: value };
    return tasks.filter((task) => holds(task, asked)).length;
  });
}

function mount(root, { facets, tasks }) {
  const status = element("p", { class: "tz-table-status", role: "status" });
  const list = element("ol", { class: "tz-browse__results" });
  const more = element("button", { type: "button", hidden: "" }, "显示更多");
  const clear = element("button", { type: "button", hidden: "" }, "清除全部选择");
  const panel = element("div", { class: "tz-browse__filters" });
  const selects = new Map(facets.map((facet) => {
    const select = element("select", { id: `tz-browse-${facet.key}` });
    select.addEventListener("change", run);
    panel.append(element("div", {}, element("label", { for: select.id }, facet.label), select));
    return [facet.key, select];
  }));
  root.append(element("h2", { id: "browse" }, "按条件查找"), panel, clear, status, list, more);

  const given = new URL(location.href).searchParams;
  let chosen = {};
  for (const facet of facets) {
    const value = facet.values.indexOf(given.get(facet.key));
    if (value >= 0) chosen[facet.key] = value;
  }

  function offer() {
    for (const facet of facets) {
      const select = selects.get(facet.key);
      const found = counts(tasks, facet, chosen);
      const told = (value, number) => (number === chosen[facet.key] ? value : `${value}（${found[number]}）`);
      const options = facet.values.map((value, number) => element("option", { value: `${number}` }, told(value, number)));
      select.replaceChildren(element("option", { value: "" }, "不限"), ...options);
      select.value = chosen[facet.key] === undefined ? "" : `${chosen[facet.key]}`;
    }
  }

  function show(found, from) {
    const next = found.slice(from, from + SHOWN_AT_ONCE);
    if (from === 0) list.replaceChildren();
    list.append(...next.map((task) => element(
      "li", {},
      element("a", { href: new URL(task.address, SITE).href }, task.title),
      element("span", { class: "tz-aside" }, ` ${task.notice}`),
    )));
    more.hidden = from + SHOWN_AT_ONCE >= found.length;
    more.onclick = () => {
      show(found, from + SHOWN_AT_ONCE);
      list.children[from + SHOWN_AT_ONCE]?.querySelector("a")?.focus();
    };
  }

  function tell() {
    const asked = Object.keys(chosen).length > 0;
    const found = asked ? tasks.filter((task) => holds(task, chosen)) : [];
    const words = facets.filter(({ key }) => chosen[key] !== undefined).map(({ key, values }) => values[chosen[key]]);
    status.textContent = !asked ? "选一个或几个条件，列出全部符合的任务。"
      : found.length ? `${words.join("、")}：共 ${found.length} 项。` : `${words.join("、")}：没有这样的任务。`;
    clear.hidden = !asked;
    show(found, 0);
  }

  function run() {
    chosen = {};
    const address = new URL(location.href);
    for (const { key, values } of facets) {
      const { value } = selects.get(key);
      if (value) chosen[key] = Number(value);
      if (value) address.searchParams.set(key, values[value]);
      else address.searchParams.delete(key);
    }
    history.replaceState(null, "", address);
    offer();
    tell();
  }

  clear.addEventListener("click", () => {
    for (const select of selects.values()) select.value = "";
    run();
    selects.values().next().value.focus();
  });
  offer();
  tell();
}

const root = document.getElementById("tz-browse");
if (root) load().then((data) => mount(root, data)).catch(() => root.remove());
