// For readers who see or read with effort: large and very large type, high contrast, and only what matters most.
// What is chosen is remembered on this device and goes nowhere. Without script none of it is shown, and nothing is missing.
(() => {
  const KEPT = "zb-care";
  const WAYS = { large: "大字", larger: "特大字", contrast: "高对比", simple: "简洁" };
  const root = document.documentElement;
  const kept = () => {
    try {
      const said = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return new Set(Array.isArray(said) ? said.filter((way) => way in WAYS) : []);
    } catch { return new Set(); } // no storage, or not ours: as it is
  };
  const chosen = kept();
  const bar = Object.assign(document.createElement("div"), { className: "zb-care zb-noprint" });
  bar.setAttribute("role", "region"); // a landmark, as everything outside of the page's own parts must be
  bar.setAttribute("aria-label", "显示方式");
  const said = Object.assign(document.createElement("span"), { className: "zb-care__said" });
  said.setAttribute("aria-live", "polite");

  const show = () => {
    for (const way of Object.keys(WAYS)) root.classList.toggle(`zb-care--${way}`, chosen.has(way));
    for (const button of bar.querySelectorAll("button")) button.setAttribute("aria-pressed", chosen.has(button.value));
    for (const note of document.querySelectorAll(".zb-care__rest")) note.hidden = !chosen.has("simple");
  };
  const turn = (way) => {
    const on = !chosen.has(way);
    if (on && way.startsWith("large")) { chosen.delete("large"); chosen.delete("larger"); }
    if (on) chosen.add(way); else chosen.delete(way);
    try { localStorage.setItem(KEPT, JSON.stringify([...chosen])); } catch { /* then for this page alone */ }
    said.textContent = `${WAYS[way]}已${on ? "打开" : "关闭"}`;
    show();
  };
  for (const [way, word] of Object.entries(WAYS)) {
    const button = Object.assign(document.createElement("button"), { type: "button", value: way, textContent: word });
    button.addEventListener("click", () => turn(way));
    bar.append(button);
  }
  bar.append(said);
  const skip = document.querySelector("[data-md-component=skip]");
  if (skip) skip.after(bar); else document.body.prepend(bar);
  root.classList.add("zb-care--here"); // its place was kept, so that nothing jumps

  // Where the simple view leaves something out, it says so at the end and gives it back.
  for (const inner of document.querySelectorAll(".md-content__inner:has(> .zb-facts, > .zb-doors)")) {
    const note = Object.assign(document.createElement("p"), { className: "zb-care__rest zb-noprint" });
    const all = Object.assign(document.createElement("button"), { type: "button", textContent: "看全部内容" });
    all.addEventListener("click", () => { turn("simple"); inner.querySelector("h1").scrollIntoView(); });
    note.append("这里只显示要点。", all);
    inner.append(note);
  }

  // The theme names a part of the menu by a label that holds an icon alone where the part has a page of its own.
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const label = document.getElementById(menu.getAttribute("aria-labelledby"));
    const link = label?.parentElement.querySelector("a");
    if (!link || label.textContent.trim()) continue;
    menu.removeAttribute("aria-labelledby");
    menu.setAttribute("aria-label", `${link.textContent.trim()}：下级菜单`);
  }

  show();
})();
