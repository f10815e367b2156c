/* Tables that their readers may sort by a column and narrow by words. The tables are whole without it. */

const FEW = 6; // a table of fewer rows needs neither
const collator = new Intl.Collator("zh-CN", { numeric: true });

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function sortKey(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent.trim();
}

/** The rows of a table that hold all of the words, in their text or in the names that the notice uses; how many. */
function narrowed(rows, words) {
  let shown = 0;
  for (const row of rows) {
    const text = `${row.textContent} ${row.dataset.words ?? ""}`.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  return shown;
}

function wordsOf(input) {
  return input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
}

/** One box for all tables of a page that belong together; a table without a hit steps back. */
function equipTogether(box) {
  const tables = [...box.querySelectorAll("table[data-tz-tools]")];
  if (!tables.length) return;
  const rows = tables.map((table) => [...table.tBodies[0].rows]);
  const input = element("input", { type: "search", id: "tz-filter-all", autocomplete: "off", spellcheck: "false" });
  const status = element("p", { class: "tz-table-status", role: "status" });
  input.addEventListener("input", () => {
    const words = wordsOf(input);
    let shown = 0;
    tables.forEach((table, index) => {
      const own = narrowed(rows[index], words);
      table.hidden = own === 0;
      shown += own;
    });
    status.textContent = words.length ? `${shown} / ${rows.flat().length} 行` : "";
  });
  box.prepend(element("div", { class: "tz-table-tools" }, element("span", {}, element("label", { for: input.id }, "筛选全部表格"), input), status));
}

function equip(table, number) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < FEW) return;
  const headers = [...table.tHead.rows[0].cells];
  const names = headers.map((header) => header.textContent.trim());
  const together = table.closest("[data-tz-together]") !== null;
  let order = { column: -1, down: false };

  const input = element("input", { type: "search", id: `tz-filter-${number}`, autocomplete: "off", spellcheck: "false" });
  const select = element("select", { id: `tz-order-${number}` }, element("option", { value: "" }, "默认次序"));
  names.forEach((name, column) => {
    select.append(element("option", { value: `${column}` }, `按${name}`), element("option", { value: `${column}d` }, `按${name}倒序`));
  });
  const status = element("p", { class: "tz-table-status", role: "status" });
  const tools = element(
    "div",
    { class: "tz-table-tools" },
    ...(together ? [] : [element("span", {}, element("label", { for: input.id }, "筛选"), input)]),
    element("span", {}, element("label", { for: select.id }, "排序"), select),
    ...(together ? [] : [status]),
  );

  function sort() {
    const { column, down } = order;
    const sorted = column < 0 ? rows : [...rows].sort((a, b) => collator.compare(sortKey(a, column), sortKey(b, column)) * (down ? -1 : 1));
    body.append(...sorted);
    headers.forEach((header, index) => {
      if (index === column) header.setAttribute("aria-sort", down ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
    select.value = column < 0 ? "" : `${column}${down ? "d" : ""}`;
  }

  function narrow() {
    const words = wordsOf(input);
    const shown = narrowed(rows, words);
    status.textContent = words.length ? `${shown} / ${rows.length} 行` : "";
  }

  headers.forEach((header, column) => {
    const button = element("button", { type: "button" }, ...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      order = { column, down: order.column === column && !order.down };
      sort();
    });
  });
  select.addEventListener("change", () => {
    order = select.value ? { column: parseInt(select.value, 10), down: select.value.endsWith("d") } : { column: -1, down: false };
    sort();
  });
  input.addEventListener("input", narrow);
  table.before(tools);
}

document.querySelectorAll("table[data-tz-tools]").forEach(equip);
document.querySelectorAll("[data-tz-together]").forEach(equipTogether);
