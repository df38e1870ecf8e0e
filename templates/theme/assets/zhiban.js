// The page is right for the day on which it was built. This turns "today" to the reader's own day and hour, in the
// units' time zone, and says so where the page shows another day. Without it nothing is missing.
(() => {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  const [today, now] = parts.format(new Date()).split(" ");

  for (const strip of document.querySelectorAll("[data-zb-shown]")) {
    const stale = strip.dataset.zbShown !== today;
    const state = strip.querySelector("[data-zb-open]");
    strip.querySelector(".zb-today__stale").hidden = !stale;
    if (stale) {
      strip.classList.add("zb-today--stale");
      strip.querySelector(".zb-now").remove();
    } else if (state) {
      const { zbOpen: open, zbClose: close } = state.dataset;
      const word = now < open ? `${open} 开门` : now < close ? "正在办公" : "今天已下班";
      state.append(" ", Object.assign(document.createElement("small"), { textContent: word }));
    }
  }

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
})();
