// A roster's pages: a field that leaves only what names somebody or some duty and marks it, and a button that prints.
// The browser's own search finds the same without it.
(() => {
  const bar = document.querySelector("[data-zb-filter]");
  const article = bar?.closest("article");
  if (!article) return;

  // A section is a heading with what follows it up to the next; its cells are the least that can be left out.
  const sections = [];
  for (const one of article.children) {
    if (one.tagName === "H2") sections.push({ heading: one, parts: [] });
    else if (sections.length) sections.at(-1).parts.push(one);
  }
  for (const section of sections) {
    section.rows = section.parts.flatMap((part) => [...part.querySelectorAll("tbody tr:not(:has(.zb-day)), .zb-day")]);
  }
  if (!sections.length) return;

  const input = Object.assign(document.createElement("input"), { type: "search", placeholder: "姓名或值班名称" });
  const label = document.createElement("label");
  label.append("只看 ", input);
  const count = document.createElement("output");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "md-button", textContent: "打印" });

  // What stands beside a turn (who comes next) is no reason to leave it.
  const said = (row) => [...row.children].map((cell) => ("zbAside" in cell.dataset ? "" : cell.textContent)).join(" ");

  const marked = (wanted) => {
    if (!self.Highlight) return;
    const found = new Highlight();
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (wanted && texts.nextNode()) {
      const { currentNode: node } = texts;
      for (let at = node.data.indexOf(wanted); at >= 0; at = node.data.indexOf(wanted, at + 1)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        found.add(range);
      }
    }
    CSS.highlights.set("zb-found", found);
  };

  // Of a duty's week only the days stay that are meant, unless all of it is.
  const days = (row, wanted, whole) => {
    const all = whole || row.querySelector("th").textContent.includes(wanted);
    for (const cell of row.querySelectorAll("td")) cell.classList.toggle("zb-day--missed", !all && !cell.textContent.includes(wanted));
  };

  const show = () => {
    const wanted = input.value.trim();
    marked(wanted);
    let found = 0;
    for (const { heading, parts, rows } of sections) {
      const whole = !wanted || heading.textContent.includes(wanted);
      const hits = rows.filter((row) => said(row).includes(wanted));
      for (const row of rows) {
        const kept = whole || hits.includes(row);
        if (row.classList.contains("zb-day")) row.classList.toggle("zb-day--missed", !kept);
        else row.hidden = !kept;
        if (row.closest(".zb-week")) days(row, wanted, whole);
      }
      for (const one of [heading, ...parts]) one.hidden = !(whole || hits.length);
      found += whole && wanted ? rows.length : hits.length;
    }
    count.textContent = wanted ? (found ? `${found} 处` : "没有找到") : "";
  };

  input.addEventListener("input", show);
  button.addEventListener("click", () => window.print());
  bar.append(label, count, button);
  bar.hidden = false;
})();
