// The form of the page 期限计算: what the visitor says goes to deadlines.js, the answer into the page. Without script
// the rules and the example of the page remain. An address may say what to fill in:
//   deadlines/?limit=5&unit=工作日   deadlines/?unit=town&what=complaint&start=2026-09-30
// where `unit` is a body's id or the measure of the limit (工作日, 自然日, 小时, 分钟).
(() => {
  const form = document.querySelector("[data-dl-form]");
  if (!form) return;
  const data = JSON.parse(document.querySelector("[data-dl-data]").textContent);
  const result = document.querySelector("[data-dl-result]"), table = document.querySelector("[data-dl-steps]");
  const rows = form.querySelector("[data-dl-rows]");
  const field = form.elements;
  const MEASURES = ["工作日", "自然日", "小时", "分钟"];
  const STARTS = { complaint: "受理日期", denial: "收到申请的日期", "denial-report": "要上报的月份（填其中一天）" };
  const link = (text) => [...document.querySelectorAll(`[data-dl-clocks="${field.unit.value}"] a`)].find((a) => a.textContent === text)?.href;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const spoken = (day) => {
    const [y, m, d] = day.slice(0, 10).split("-").map(Number);
    return `${y}年${m}月${d}日`;
  };
  const inYear = (day, of) => (day.slice(0, 4) === of.slice(0, 4) ? spoken(day).slice(5) : spoken(day));
  const weekday = (day) => `周${"日一二三四五六"[new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay()]}`;

  // The clock as it holds on the day on which it begins.
  const unit = () => data.units[field.unit.value];
  const clock = () => (unit().clocks[field.what.value] ?? []).findLast((turn) => turn.from <= field.start.value);
  const timed = () => field.what.value === "promise" && ["小时", "分钟"].includes(field.measure.value);

  const chosenRule = (turn) => {
    if (field.what.value !== "promise") return turn.supplement ? { ...turn.rule, supplement: field.mode.value } : turn.rule;
    const limit = Number(field.limit.value), measure = field.measure.value;
    if (timed()) return { kind: "time", minutes: measure === "小时" ? limit * 60 : limit, hours: "open" };
    return { ...turn.rule, limit, working: measure === "工作日", supplement: field.mode.value };
  };

  // Rows of what does not count ------------------------------------------------------------------------------------

  const row = (kind) => {
    const own = (name, words, properties) => {
      const id = `dl-${kind}-${name}-${rows.childElementCount}`;
      const input = element(properties.options ? "select" : "input", { id, ...(properties.options ? {} : properties) });
      input.dataset.name = name;
      for (const option of properties.options ?? []) input.append(new Option(option, option));
      return element("p", {}, element("label", { htmlFor: id, textContent: words }), input);
    };
    const supplement = kind === "supplement";
    const made = element("fieldset", {}, element("legend", { textContent: supplement ? "补正" : "不计入期限的程序" }));
    if (!supplement) made.append(own("name", "哪一种", { options: clock()?.outside ?? [] }));
    made.append(own("first", supplement ? "发出通知的日期" : "开始日期", { type: "date", value: field.start.value, required: true }));
    made.append(own("until", supplement ? "补齐日期（没补齐不填）" : "结束日期（没结束不填）", { type: "date" }));
    const remove = element("button", { type: "button", className: "md-button", textContent: "删除这一段" });
    remove.addEventListener("click", () => { made.remove(); show(); form.querySelector(`[data-dl-add=${kind}]`).focus(); });
    made.append(remove);
    made.dataset.kind = kind;
    rows.append(made);
    made.querySelector("input, select").focus();
    show();
  };
  for (const button of form.querySelectorAll("[data-dl-add]")) {
    button.addEventListener("click", () => row(button.dataset.dlAdd));
  }
  const stretches = (kind) => [...rows.children].filter((made) => made.dataset.kind === kind).map((made) => {
    const said = Object.fromEntries([...made.querySelectorAll("[data-name]")].map((input) => [input.dataset.name, input.value]));
    return { name: "", ...said, until: said.until || null };
  });

  // The answer -----------------------------------------------------------------------------------------------------

  const said = (text) => {
    result.replaceChildren(element("p", { textContent: text }));
    result.hidden = false;
    table.hidden = true;
  };

  const show = () => {
    const what = field.what.value, turn = clock(), promise = what === "promise";
    const byTime = turn?.rule?.kind === "time" || timed();
    const days = turn?.rule?.kind === "days" && !timed();
    const needs = { time: byTime, limit: promise, supplement: days && turn.supplement, outside: days && turn.outside.length > 0 };
    for (const made of [...rows.children]) if (!needs[made.dataset.kind]) made.remove();
    for (const part of form.querySelectorAll("[data-dl-for]")) {
      part.hidden = !needs[part.dataset.dlFor];
      for (const input of part.querySelectorAll("input, select")) input.disabled = part.hidden;
    }
    form.querySelector("[data-dl-start]").textContent = STARTS[what] ?? (days ? "受理日期" : "开始日期");
    if (!field.start.value) return said("请填写开始日期。");
    if (!turn?.rule) return said(`${spoken(field.start.value)}没有施行的规定，不能计算。`);
    const all = [...stretches("supplement"), ...stretches("outside")];
    if (all.some((s) => !s.first || (s.until && s.until < s.first))) {
      return said("请核对补正和不计入期限的日期：要有开始的一天，结束不能早于开始。");
    }
    if (promise && Number(field.limit.value) === 0 && field.limit.value !== "") return said("当场办结，不用等。");
    if (!form.checkValidity()) return said("请填写完整：期限是 1 到 365 的整数，时刻写到分钟。");
    const rule = chosenRule(turn);
    const asked = {
      start: byTime ? `${field.start.value}T${field.time.value.slice(0, 5)}` : field.start.value,
      supplements: stretches("supplement"),
      outside: stretches("outside"),
    };
    answer(turn, rule, zhibanDeadlines.compute(rule, data.calendar, unit().opening, asked));
  };

  // Who hands something in after closing is told from which day it counts; whoever chooses a day is taken at their word.
  let closed = "";
  const setStart = () => {
    const days = clock()?.rule?.kind === "days" && !timed();
    field.start.value = days ? zhibanDeadlines.received(unit().opening, `${today}T${now}`) : today;
    closed = field.start.value > today ? `今天已经不办公，从下一个开放日${inYear(field.start.value, today)}算起。` : "";
  };

  const answer = (turn, rule, found) => {
    const promise = field.what.value === "promise";
    const limit = promise ? `${field.limit.value} ${rule.kind === "days" ? "个" : ""}${field.measure.value}` : turn.limit;
    const heading = found.state === "waiting" ? "还不能确定" : "待公布";
    const by = found.due?.length > 10 ? found.due.slice(11) : "下班以前";
    const words = found.due ? [spoken(found.due), `（${weekday(found.due)}）`, `${by}到期`] : [heading];
    const lines = [
      element("p", { textContent: `${unit().title} · ${data.titles[field.what.value]} · ${limit}` }),
      element("p", { className: "zb-deadline__due" }, ...words.map((part) => element("span", { textContent: part }))),
    ];
    if (closed) lines.push(element("p", { textContent: closed }));
    if (found.said) lines.push(element("p", { textContent: `${found.said}。` }));
    if (rule.kind === "days" && rule.supplement !== turn.rule.supplement) {
      lines.push(element("p", { textContent: "补正按您选的算法试算，不是这个单位的规定。" }));
    }
    if (promise && rule.kind === "time") lines.push(element("p", { textContent: "小时和分钟只计开放时间。" }));
    const basis = element("p", {}, "依据：");
    turn.cited.forEach((text, i) => {
      const href = link(text);
      basis.append(i ? "、" : "", href ? element("a", { href, textContent: text }) : text);
    });
    result.replaceChildren(...lines, basis);
    result.hidden = false;

    const body = element("tbody");
    for (const [i, step] of found.steps.entries()) {
      const day = element("th", { scope: "row", textContent: `${inYear(step.day, field.start.value)} ${weekday(step.day)}` });
      const last = i === found.steps.length - 1 && found.state === "due";
      const className = last ? "zb-steps__last" : step.count === null ? "zb-steps__off" : "";
      body.append(element("tr", { className }, day, element("td", { textContent: step.why })));
    }
    const columns = ["日期", "算不算"].map((word) => element("th", { scope: "col", textContent: word }));
    const head = element("thead", {}, element("tr", {}, ...columns));
    table.replaceChildren(element("table", { className: "zb-steps" }, element("caption", { textContent: `逐日计算，从${spoken(field.start.value)}起` }), head, body));
    table.hidden = false;
  };

  // Filling in -----------------------------------------------------------------------------------------------------

  const offer = () => {
    const before = field.what.value;
    const names = Object.keys(data.titles).filter((name) => name in unit().clocks);
    field.what.replaceChildren(...names.map((name) => new Option(data.titles[name], name)));
    if (names.includes(before)) field.what.value = before;
  };
  const preset = () => { field.mode.value = clock()?.rule?.supplement ?? "pause"; };

  const query = new URLSearchParams(location.search);
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
  const [today, now] = parts.format(new Date()).split(" ");
  field.unit.append(...Object.entries(data.units).map(([id, own]) => new Option(own.title, id)));
  if (query.get("unit") in data.units) field.unit.value = query.get("unit");
  offer();
  field.what.value = query.get("what") ?? field.what.value;
  if (!field.what.value) field.what.selectedIndex = 0;
  let chosen = /^\d{4}-\d{2}-\d{2}$/.test(query.get("start"));
  field.start.value = chosen ? query.get("start") : today;
  field.time.value = /^\d{2}:\d{2}$/.test(query.get("time")) ? query.get("time") : now;
  field.limit.value = /^\d{1,3}$/.test(query.get("limit")) ? query.get("limit") : 5;
  const measure = query.get("measure") ?? query.get("unit");
  if (MEASURES.includes(measure)) field.measure.value = measure;
  if (!chosen) setStart();
  preset();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target === field.unit) offer();
    if (event.target === field.start) { chosen = true; closed = ""; }
    if (!chosen) setStart();
    if ([field.unit, field.what, field.start].includes(event.target)) preset();
    show();
  });
  for (const part of document.querySelectorAll("[data-dl-static]")) part.hidden = true;
  form.hidden = false;
  show();
})();
