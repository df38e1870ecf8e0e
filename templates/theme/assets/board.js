// The screen of a lobby: the clock, who is on duty at this hour, pages that turn by themselves, and what was published
// since. The day itself is turned by today.js. Where no answer comes, the screen goes on with what it has and says so.
(() => {
  const TURN = 15_000;
  const RENEW = 300_000;
  const FADE = 600;
  const board = document.querySelector(".zb-board");
  const box = board.querySelector("[data-zb-pages]");
  const net = board.querySelector("[data-zb-net]");
  const { clock, short, renew } = self.zhibanToday;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let page = 0;
  let known = "";
  let reached = 0;

  const spoken = ([day, now]) => `${short(day)} ${now}`;

  const hour = () => {
    const [day, now] = clock();
    const face = board.querySelector("[data-zb-clock]");
    face.hidden = false;
    face.textContent = now;
    board.querySelector("[data-zb-date]").textContent = short(day);
    for (const gap of board.querySelectorAll("[data-zb-hours]")) gap.hidden = now >= gap.dataset.zbHours.split("-")[1];
  };

  // A card stays whole. What no longer fits the foot of a column leaves the room to the next that does.
  const pack = () => {
    const list = box.querySelector("ul");
    const left = [...list.children];
    const sizes = new Map(left.map((card) => [card, card.offsetHeight]));
    const gap = parseFloat(getComputedStyle(left[0]).marginBottom);
    for (let room = list.clientHeight; left.length;) {
      const at = left.findIndex((card) => sizes.get(card) <= room);
      if (at < 0 && room < list.clientHeight) { room = list.clientHeight; continue; }
      const [card] = left.splice(Math.max(at, 0), 1);
      list.append(card);
      room -= sizes.get(card) && sizes.get(card) + gap;
    }
  };

  // The cards run in columns beyond the edge of the box; a page is what stands within it.
  const width = () => box.clientWidth + parseFloat(getComputedStyle(box.querySelector("ul")).columnGap);
  const pages = () => Math.max(1, Math.round((box.scrollWidth + width() - box.clientWidth) / width() + 0.49));
  const go = (to) => {
    pack();
    const all = pages();
    page = to % all;
    box.scrollLeft = page * width();
    const mark = board.querySelector("[data-zb-page]");
    mark.hidden = all === 1;
    mark.textContent = `第 ${page + 1} 页，共 ${all} 页`;
  };
  const turn = () => {
    if (pages() === 1) { go(0); return; }
    if (still.matches) { go(page + 1); return; }
    box.classList.add("zb-turning");
    setTimeout(() => { go(page + 1); box.classList.remove("zb-turning"); }, FADE);
  };

  const ask = async () => {
    const at = clock();
    reached = Date.now();
    const data = await renew(board);
    if (data) known = spoken(at);
    net.textContent = data ? "" : `网络不通，${known ? `资料截至 ${known}` : "显示的是网页生成那天的资料"}`;
    hour();
    go(page);
    if (!data?.look || data.look === board.dataset.zbLook) return;
    const fresh = await fetch(location.href, { cache: "reload" }).catch(() => null);
    if (fresh?.ok) location.reload();
  };

  board.classList.add("zb-board--live");
  hour();
  go(0);
  ask();
  setInterval(() => {
    hour();
    if (Date.now() - reached >= RENEW) ask();
  }, 1000);
  setInterval(turn, TURN);
  addEventListener("online", ask);
  addEventListener("resize", () => go(page));
})();
