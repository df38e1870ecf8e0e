// A roster's pages: a field that leaves only what names somebody or some duty, and a button that prints. The browser's
// own search finds the same without it.
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

  const show = () => {
    const wanted = input.value.trim();
    let found = 0;
    for (const { heading, parts, rows } of sections) {
      const whole = !wanted || heading.textContent.includes(wanted);
      const hits = rows.filter((row) => row.textContent.includes(wanted));
      for (const row of rows) {
        const kept = whole || hits.includes(row);
        if (row.classList.contains("zb-day")) row.classList.toggle("zb-day--missed", !kept);
        else row.hidden = !kept;
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
