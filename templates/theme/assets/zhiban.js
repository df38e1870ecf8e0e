// The page is right for the day on which it was built. This turns "today" to the reader's own day and hour, in the
// units' time zone, and says so where the page shows another day. Without it nothing is missing.
(() => {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  const [today] = parts.format(new Date()).split(" ");

  for (const cell of document.querySelectorAll("[data-zb-day]")) {
    const isToday = cell.dataset.zbDay === today;
    const mark = cell.querySelector(".zb-now");
    cell.classList.toggle(cell.tagName === "TR" ? "zb-row--today" : "zb-day--today", isToday);
    if (mark && !isToday) mark.remove();
    if (isToday && !mark) {
      const word = Object.assign(document.createElement("span"), { className: "zb-now", textContent: "今天" });
      cell.querySelector(".zb-day__full, th time").after(" ", word);
    }
  }

  for (const cell of document.querySelectorAll("[data-zb-col]")) {
    const isToday = cell.dataset.zbCol === today;
    const mark = cell.querySelector(".zb-now");
    cell.classList.toggle("zb-col--today", isToday);
    if (mark && !isToday) mark.remove();
    if (isToday && !mark && cell.tagName === "TH") {
      cell.append(" ", Object.assign(document.createElement("span"), { className: "zb-now", textContent: "今天" }));
    }
  }

  // What was this week when the page was built is said by its Monday in any other week.
  for (const heading of document.querySelectorAll("[data-zb-week]")) {
    const later = (Date.parse(today) - Date.parse(heading.dataset.zbWeek)) / 86400000;
    if (later >= 0 && later < 7) continue;
    const [, month, day] = heading.dataset.zbWeek.split("-").map(Number);
    heading.firstChild.textContent = `${month}月${day}日这一周`;
    const jump = document.querySelector('.zb-jump a[href="#all.week"] strong');
    if (jump) jump.textContent = heading.firstChild.textContent;
  }

  for (const row of document.querySelectorAll("[data-zb-from]")) {
    const isNow = row.dataset.zbFrom <= today && today <= row.dataset.zbUntil;
    const mark = row.querySelector(".zb-now");
    row.classList.toggle("zb-row--today", isNow);
    if (mark && !isNow) mark.remove();
    if (isNow && !mark) {
      const word = Object.assign(document.createElement("span"), { className: "zb-now", textContent: row.dataset.zbWord ?? "本周" });
      row.querySelector("th").append(" ", word);
    }
  }

  // Whoever comes from the code on a sheet is told whether it is still what this page shows.
  const printed = new URLSearchParams(location.search).get("print");
  for (const place of printed ? document.querySelectorAll("[data-zb-compare]") : []) {
    const found = [...document.querySelectorAll("[data-zb-print]")].find((one) => one.dataset.zbPrint === printed);
    const newest = found && "zbNewest" in found.dataset;
    const said = found && found.textContent.slice(found.textContent.indexOf("，") + 1);
    place.textContent = newest
      ? "✓ 您手上的这张表与当前的一致"
      : found ? `▲ 这张表${said}，请以本页为准` : "▲ 这张表的指纹在本页找不到，请以本页为准";
    place.classList.toggle("zb-compare--old", !newest);
    place.hidden = false;
    if (found) found.classList.add("zb-prints__own");
  }

  // The register: choose by words, topic, unit, status, how it is kept, or year. Without script every row is there.
  for (const bar of document.querySelectorAll("[data-zb-filters]")) {
    const rows = [...document.querySelectorAll(".zb-register tbody tr")];
    const count = Object.assign(document.createElement("output"), { className: "zb-filters__count" });
    const chosen = {};
    const words = Object.assign(document.createElement("input"), { type: "search", placeholder: "名称、文号、摘要" });
    const find = document.createElement("label");
    find.append("找 ", words);
    bar.append(find);
    const show = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const says = (row) => wanted.every((word) => row.textContent.toLowerCase().includes(word));
      const fits = (row) => says(row) && Object.entries(chosen).every(([key, value]) => !value || row.dataset[key].split("|").includes(value));
      for (const row of rows) row.hidden = !fits(row);
      count.textContent = `找到 ${rows.filter((row) => !row.hidden).length} 项`;
    };
    for (const [key, word] of Object.entries({ zbTopic: "主题", zbIssuer: "单位", zbStatus: "状态", zbKept: "执行", zbYear: "公布年份" })) {
      const values = [...new Set(rows.flatMap((row) => row.dataset[key].split("|")).filter(Boolean))];
      if (values.length < 2) continue;
      const select = document.createElement("select");
      select.append(new Option("全部", ""), ...values.map((value) => new Option(value, value)));
      select.addEventListener("change", () => { chosen[key] = select.value; show(); });
      const label = document.createElement("label");
      label.append(`${word} `, select);
      bar.append(label);
    }
    words.addEventListener("input", show);
    bar.append(count);
    bar.hidden = false;
    show();
  }

  // Beside the heading of an article, a sign that copies its citation; it says so when it has.
  for (const place of navigator.clipboard ? document.querySelectorAll("[data-zb-copy]") : []) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "zb-copy", title: "复制引用" });
    const cited = place.dataset.zbCopy.replace(/（.*/, "");
    button.setAttribute("aria-label", `复制引用：${cited}`);
    const said = Object.assign(document.createElement("span"), { className: "zb-copied" });
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place.dataset.zbCopy);
      said.textContent = "已复制";
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
    document.getElementById(place.dataset.zbCopied).append(button, said);
  }

  // The text of any day: the version that held then.
  for (const list of document.querySelectorAll("[data-zb-versions]")) {
    const versions = [...list.querySelectorAll("[data-zb-held]")];
    if (!versions.length) continue;
    const day = Object.assign(document.createElement("input"), { type: "date", value: today });
    const answer = document.createElement("output");
    day.addEventListener("change", () => {
      const held = versions.find((v) => v.dataset.zbHeld <= day.value && day.value <= v.dataset.zbLast);
      answer.replaceChildren(held ? held.closest("li").querySelector("a").cloneNode(true) : "这一天没有施行的版本");
    });
    const label = document.createElement("label");
    label.append("看某一天的文本 ", day, " ", answer);
    list.prepend(label);
  }
})();
