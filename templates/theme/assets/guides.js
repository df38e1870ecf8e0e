// The list of guides is chosen from, and materials are ticked for the notice to print. Without script every guide is
// listed in groups, and the notice is there as PDF.
(() => {
  for (const form of document.querySelectorAll("[data-zb-guides]")) {
    const rows = [...document.querySelectorAll(".zb-finder li")];
    const nothing = document.querySelector("[data-zb-nothing]");
    const count = Object.assign(document.createElement("output"), { className: "zb-filters__count" });
    const chosen = new Map(new URLSearchParams(location.search));
    const keys = { who: "谁来办", event: "什么事", department: "部门", window: "窗口", class: "办件类型", span: "要多久", fee: "收费" };
    const value = (row, key) => row.dataset[`zb${key[0].toUpperCase()}${key.slice(1)}`].split("|");
    const show = () => {
      const wanted = (chosen.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const words = row.dataset.zbWords.toLowerCase();
        const fits = Object.keys(keys).every((key) => !chosen.get(key) || value(row, key).includes(chosen.get(key)));
        row.hidden = !fits || !wanted.every((word) => words.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      count.textContent = `找到 ${left} 项`;
      nothing.hidden = left > 0;
      const said = new URLSearchParams([...chosen].filter(([, word]) => word));
      history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}${location.hash}`);
    };
    const field = (word, control) => {
      const label = document.createElement("label");
      label.append(`${word} `, control);
      form.append(label);
    };
    const search = Object.assign(document.createElement("input"), { type: "search", value: chosen.get("q") ?? "", placeholder: "名称、俗称、拼音首字母" });
    search.addEventListener("input", () => { chosen.set("q", search.value); show(); });
    field("找", search);
    const selects = Object.entries(keys).map(([key, word]) => {
      const values = [...new Set(rows.flatMap((row) => value(row, key)))].filter(Boolean);
      const select = document.createElement("select");
      select.append(new Option("全部", ""), ...values.map((one) => new Option(one, one)));
      select.value = values.includes(chosen.get(key)) ? chosen.get(key) : "";
      chosen.set(key, select.value);
      select.addEventListener("change", () => { chosen.set(key, select.value); show(); });
      field(word, select);
      return select;
    });
    const clear = Object.assign(document.createElement("button"), { type: "button", textContent: "清除" });
    clear.addEventListener("click", () => {
      chosen.clear();
      search.value = "";
      for (const select of selects) select.value = "";
      show();
    });
    form.append(clear, count);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    const grouped = document.querySelectorAll(".zb-indexes, .zb-groups");
    const inside = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".zb-groups");
    for (const part of grouped) part.hidden = !inside;
    show();
  }

  for (const slip of document.querySelectorAll("[data-zb-slip]")) {
    const lacks = [...slip.querySelectorAll("[data-zb-name]")];
    const bar = slip.querySelector(".zb-do");
    const supplement = slip.querySelector(".zb-supplement");
    const list = supplement.querySelector("ol");
    const print = (missing) => {
      document.body.classList.toggle("zb-supplementing", missing);
      supplement.hidden = !missing;
      window.print();
    };
    const fill = () => {
      list.replaceChildren(...lacks.filter((box) => box.checked).map((box) => {
        const item = document.createElement("li");
        item.textContent = box.dataset.zbName;
        return item;
      }));
      supplement.querySelector("[data-zb-count]").textContent = list.children.length;
      bar.querySelector("[data-zb-missing]").disabled = !list.children.length;
      bar.querySelector("[data-zb-hint]").hidden = list.children.length > 0;
    };
    for (const box of lacks) {
      const have = box.closest("li").querySelector("input");
      box.addEventListener("change", () => { have.checked &&= !box.checked; fill(); });
      have.addEventListener("change", () => { box.checked &&= !have.checked; fill(); });
    }
    bar.querySelector("[data-zb-notice]").addEventListener("click", () => print(false));
    bar.querySelector("[data-zb-missing]").addEventListener("click", () => print(true));
    bar.querySelector("[data-zb-large]").addEventListener("click", () => document.body.classList.toggle("zb-large"));
    bar.hidden = false;
    fill();
  }
})();
