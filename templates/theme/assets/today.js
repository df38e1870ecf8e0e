// A page is right for the day on which it was built. This turns its strips to the reader's own day and minute in the
// units' time zone, from the file of the days ahead, and says so where that file ends. Without it nothing is missing.
(() => {
  const zone = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  const clock = () => zone.format(new Date()).split(" ");
  const spoken = (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
  const short = (day) => `${spoken(day).slice(5)} 周${"日一二三四五六"[new Date(`${day}T12:00:00Z`).getUTCDay()]}`;
  const files = new Map();
  const parts = new WeakMap();

  const address = (strip) => new URL(strip.dataset.zbLive, document.baseURI).href;
  const fetched = (url, how) => fetch(url, how).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);

  // From a file nothing may be fetched: in a copy to carry a script that holds the file stands beside it.
  const carried = (url) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url.replace(/json$/, "js");
    script.onload = () => { resolve(self.zhibanDays); script.remove(); };
    script.onerror = () => resolve(null);
    document.head.append(script);
  });
  const asked = location.protocol === "file:" ? carried : fetched;

  // The file is asked for once, and only when the page itself does not know the answer.
  const ahead = (strip) => {
    const url = address(strip);
    if (!files.has(url)) files.set(url, asked(url));
    return files.get(url).then((data) => ({ data, url }));
  };

  // What has not changed stays as it is.
  const turn = (strip, day, url) => {
    for (const part of strip.querySelectorAll("[data-zb-part]")) {
      const html = day[part.dataset.zbPart];
      if (parts.get(part) === html) continue;
      parts.set(part, html);
      part.innerHTML = html;
      for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url).href;
    }
  };

  // Who is on duty at this minute is said in words. What has ended goes: the night before, and on a screen every card.
  const run = (strip, moment) => {
    for (const mark of strip.querySelectorAll("[data-zb-run]")) {
      const spans = mark.dataset.zbRun.split(" ").map((span) => span.split("/"));
      mark.hidden = !spans.some(([from, to]) => from <= moment && moment < to);
      mark.closest("div, p").classList.toggle("zb-on", !mark.hidden);
    }
    const cards = [...strip.querySelectorAll("[data-zb-ends]")];
    for (const card of cards) card.hidden = card.dataset.zbEnds <= moment;
    const rest = strip.querySelector("[data-zb-rest]");
    if (rest) rest.hidden = cards.some((card) => !card.hidden);
  };

  // Open or closed at this minute; after closing time also when it opens next. In a strip the word comes first and is
  // the largest; in a cell it stands beside the hours.
  const word = (strip, now, next) => {
    const state = strip.querySelector("[data-zb-open]");
    strip.classList.remove("zb-today--shut");
    if (!state) return true;
    const spans = state.dataset.zbOpen.trim().split(" ").map((span) => span.split("-"));
    const coming = spans.find(([, close]) => now < close || close === "23:59"); // open through midnight
    const open = coming && coming[0] <= now;
    let said = open ? (coming[1] === "23:59" ? "正在办公" : `正在办公，到 ${coming[1]}`) : "今天已下班";
    if (coming && !open) said = coming === spans[0] ? `${coming[0]} 开门` : `午间休息，${coming[0]} 开门`;
    const later = !coming && next ? `${short(next[0])} ${next[1].open[0][0]}` : "";
    const main = state.querySelector("[data-zb-word]");
    if (!main && later) said += `，下次办公 ${later}`;
    const mark = main ?? state.querySelector(".zb-open") ?? document.createElement("small");
    mark.className = `zb-open${open ? " zb-open--now" : ""}`;
    if (mark.textContent !== said) mark.textContent = said;
    if (!mark.parentNode) state.append(" ", mark);
    strip.classList.toggle("zb-today--shut", !open);
    for (const line of strip.querySelectorAll("[data-zb-next]")) {
      line.replaceChildren("下次办公 ", Object.assign(document.createElement("b"), { textContent: later }));
      line.hidden = !later;
    }
    return Boolean(coming);
  };

  const show = async (strip) => {
    const [today, now] = clock();
    const stale = strip.querySelector(".zb-today__stale");
    if (strip.dataset.zbShown !== today) {
      const { data, url } = await ahead(strip);
      const day = data?.days[today];
      if (day) {
        turn(strip, day, url);
        strip.dataset.zbShown = today;
      } else {
        const until = strip.querySelector("[data-zb-until]");
        if (data && until && data.until < today) until.textContent = `数据截至${spoken(data.until)}，本页没有今天的安排。`;
      }
      stale.hidden = Boolean(day);
      strip.classList.toggle("zb-today--stale", !day);
      if (!day) return;
    }
    run(strip, `${today}T${now}`);
    if (!word(strip, now)) {
      const { data } = await ahead(strip);
      const next = Object.entries(data?.days ?? {}).find(([day, { open }]) => day > today && open.length);
      if (next) word(strip, now, next);
    }
  };

  // Ask again for what was published since; where no answer comes, everything stays. Gives the file, or null.
  const renew = async (strip) => {
    const url = address(strip);
    const data = await asked(url, { cache: "no-cache" });
    if (data) {
      files.set(url, Promise.resolve(data));
      strip.dataset.zbShown = "";
      await show(strip);
    }
    return data;
  };
  self.zhibanToday = { clock, short, renew };

  const strips = document.querySelectorAll("[data-zb-live]");
  const tick = () => {
    for (const strip of strips) show(strip);
    if (strips.length) setTimeout(tick, 60000 - (Date.now() % 60000));
  };
  tick();
})();
