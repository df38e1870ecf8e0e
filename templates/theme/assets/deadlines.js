// When something is due, and day by day why: the same computation as generator/deadlines/, in the reader's browser.
// One table of cases (tests/deadlines/cases.yml) holds both to the same answers and the same words.
//
//   compute(rule, calendar, opening, asked) -> { state, due, said, steps: [{ day, why, count }] }
//   rule:     { kind: "days", limit, working, first, rest, supplement } | { kind: "time", minutes, hours }
//             | { kind: "month", day, included, shift }
//   calendar: { years: { 2026: "0110…" }, labels: { "2026-10-01": "国庆节放假" } }   one character a day, 1 is worked
//   opening:  { years: { 2026: "0110…" }, spans: [[], [[510, 1050]]] }   one character a day, the place in spans
//   asked:    { start: "2026-09-30" or "2026-09-30T16:50", supplements, outside: [{ first, until, name }] }
globalThis.zhibanDeadlines = (() => {
  const DAY = 24 * 60;
  const FAR = "9999-12-31";
  const MS = 86400000;
  const number = (day) => Date.parse(`${day}T00:00:00Z`) / MS;
  const plus = (day, days) => new Date((number(day) + days) * MS).toISOString().slice(0, 10);
  const year = (day) => day.slice(0, 4);
  const at = (years, day) => years[year(day)][number(day) - number(`${year(day)}-01-01`)];
  const announced = (calendar, day) => year(day) in calendar.years;
  const worked = (calendar, day) => at(calendar.years, day) === "1";
  const restOf = (calendar, day) => calendar.labels[day] ?? "周末";
  const spansOf = (opening, day) => opening.spans[parseInt(at(opening.years, day), 36)];

  const due = (when, steps) => ({ state: "due", due: when, said: "", steps });
  const pending = (calendar, day, steps) => {
    const before = year(day) < Object.keys(calendar.years).sort()[0];
    const why = before ? "的放假安排没有收录" : "的放假安排待公布";
    return { state: "pending", due: null, said: `${year(day)}年${why}，不能往下计算`, steps };
  };

  // Moves a last day off the days of rest, noting each; null where the calendar cannot tell.
  const moved = (day, shift, calendar, steps) => {
    while (shift !== "stay") {
      if (!announced(calendar, day)) return [day, false];
      if (worked(calendar, day)) break;
      steps.push({ day, why: `${restOf(calendar, day)}，${shift === "later" ? "顺延" : "提前"}`, count: null });
      day = plus(day, shift === "later" ? 1 : -1);
    }
    return [day, true];
  };

  // Days ---------------------------------------------------------------------------------------------------------

  const covering = (stretches, day) => stretches
    .filter((s) => s.first <= day && (!s.until || day <= s.until))
    .reduce((last, s) => (!last || (s.until || FAR) > (last.until || FAR) ? s : last), null);

  const accepted = (asked) => asked.supplements.every((s) => s.until)
    ? asked.supplements.reduce((last, s) => (s.until > last ? s.until : last), asked.start.slice(0, 10))
    : null;

  const duringSupplement = (gap, day) => {
    if (day === gap.until) return "材料补齐，当日不计，次日接着算";
    return day === gap.first ? "发出补正通知，当日起停计" : "补正期间不计";
  };

  const look = (rule, calendar, asked, day) => {
    const gap = covering(asked.supplements, day);
    let begins = null;
    if (rule.supplement === "unstarted" && asked.supplements.length) {
      const begun = accepted(asked);
      if (begun === null || day < begun) {
        return { why: "材料没有补齐，尚未受理", waits: begun === null && gap && !gap.until ? "补齐、受理以后才开始计算" : "" };
      }
      if (day === begun) begins = "材料补齐，当日受理，";
    } else if (gap && rule.supplement === "restart" && day === gap.until) {
      begins = "材料补齐，重新计算，";
    } else if (gap) {
      return { why: duringSupplement(gap, day), waits: gap.until ? "" : "材料补齐以后再往下算" };
    } else if (day === asked.start.slice(0, 10)) {
      begins = "";
    }
    const said = begins ?? "", anew = begins !== null;
    if (anew && rule.first === "next") return { why: `${said}当日不计，次日起算`, anew };
    const outside = covering(asked.outside, day);
    if (outside) {
      return { why: `${said}${outside.name}期间不计`, anew, waits: outside.until ? "" : `${outside.name}结束以后再往下算` };
    }
    if (rule.working && !worked(calendar, day)) return { why: `${said}${restOf(calendar, day)}不计`, anew };
    const madeUp = rule.working && calendar.labels[day];
    const kind = madeUp ? `${madeUp}日计入，` : rule.working ? "工作日" : "";
    return { why: `${said}${kind}`, anew, counts: true };
  };

  const countDays = (rule, calendar, asked) => {
    const steps = [];
    let day = asked.start.slice(0, 10), counted = 0;
    for (; counted < rule.limit; day = plus(day, 1)) {
      if (rule.working && !announced(calendar, day)) return pending(calendar, day, steps);
      const seen = look(rule, calendar, asked, day);
      counted = (seen.anew ? 0 : counted) + (seen.counts ? 1 : 0);
      steps.push(seen.counts ? { day, why: `${seen.why}第 ${counted} 天`, count: counted } : { day, why: seen.why, count: null });
      if (seen.waits) {
        const said = `${seen.waits}；已计 ${counted} 天，还剩 ${rule.limit - counted} 天`;
        return { state: "waiting", due: null, said, steps };
      }
    }
    const last = plus(day, -1);
    if (rule.working || rule.rest === "stay") return due(last, steps);
    const [found, known] = moved(last, rule.rest, calendar, steps);
    if (!known) return pending(calendar, found, steps);
    if (found !== last) steps.push({ day: found, why: `${rule.rest === "later" ? "顺延" : "提前"}到这一天`, count: null });
    return due(found, steps);
  };

  // Minutes and hours --------------------------------------------------------------------------------------------

  const two = (n) => String(n).padStart(2, "0");
  const clock = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const length = (minutes) => {
    const hours = Math.floor(minutes / 60), rest = minutes % 60;
    return [...(hours ? [`${hours} 小时`] : []), ...(rest || !hours ? [`${rest} 分钟`] : [])].join(" ");
  };
  const moment = (day, minute) => `${plus(day, Math.floor(minute / DAY))}T${clock(minute % DAY)}`;
  const minuteOf = (start) => (start.length > 10 ? Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) : 0);
  const shut = (calendar, day) => (worked(calendar, day) ? "不开放" : restOf(calendar, day));

  const whileOpen = (rule, calendar, opening, asked) => {
    const steps = [];
    let day = asked.start.slice(0, 10), now = minuteOf(asked.start), counted = 0;
    for (;; day = plus(day, 1), now = 0) {
      if (!announced(calendar, day)) return pending(calendar, day, steps);
      const spans = spansOf(opening, day);
      if (!spans.length) steps.push({ day, why: `${shut(calendar, day)}，不计`, count: null });
      for (const [i, [start, end]] of spans.entries()) {
        if (i && now < start) {
          steps.push({ day, why: `${clock(Math.max(now, spans[i - 1][1]))}–${clock(start)} 午间休息不计`, count: null });
        }
        const begun = Math.max(now, start), last = Math.min(end, begun + rule.minutes - counted);
        if (begun >= end) continue;
        counted += last - begun;
        steps.push({ day, why: `${clock(begun)}–${clock(last)} 计 ${length(last - begun)}`, count: counted });
        if (counted === rule.minutes) return due(moment(day, last), steps);
      }
      if (spans.length && spans.at(-1)[1] < DAY) {
        steps.push({ day, why: `${clock(Math.max(now, spans.at(-1)[1]))} 以后已下班，不计`, count: null });
      }
    }
  };

  const onEnd = (rule, calendar, opening, asked) => {
    const steps = [];
    const first = asked.start.slice(0, 10), end = moment(first, minuteOf(asked.start) + rule.minutes);
    for (let day = first, now = minuteOf(asked.start), counted = 0; counted < rule.minutes; day = plus(day, 1), now = 0) {
      const last = Math.min(DAY, now + rule.minutes - counted);
      counted += last - now;
      steps.push({ day, why: `${clock(now)}–${clock(last)} 连续计算 ${length(last - now)}`, count: counted });
    }
    if (rule.hours === "running") return due(end, steps);
    for (let day = end.slice(0, 10); ; day = plus(day, 1)) {
      if (!announced(calendar, day)) return pending(calendar, day, steps);
      const [span] = spansOf(opening, day);
      if (span && day === end.slice(0, 10)) return due(end, steps);
      if (span) {
        steps.push({ day, why: `${clock(span[0])} 上班，顺延到这时`, count: null });
        return due(moment(day, span[0]), steps);
      }
      steps.push({ day, why: `${shut(calendar, day)}，顺延`, count: null });
    }
  };

  // A day of the following month -----------------------------------------------------------------------------------

  const countMonth = (rule, calendar, asked) => {
    const [y, m] = asked.start.split("-").map(Number);
    const named = `${m === 12 ? y + 1 : y}-${two((m % 12) + 1)}-${two(rule.day)}`;
    const last = rule.included ? named : plus(named, -1);
    const steps = rule.included ? [] : [{ day: named, why: `不含${rule.day}日`, count: null }];
    const [found, known] = moved(last, rule.shift, calendar, steps);
    if (!known) return pending(calendar, found, steps);
    const own = rule.included ? `含${rule.day}日，当日为最后一天` : `${rule.day}日的前一天`;
    steps.push({ day: found, why: found === last ? own : `${rule.shift === "later" ? "顺延" : "提前"}到这一天`, count: null });
    return due(found, steps);
  };

  // The day on which what is handed in at a moment is received: that day, or the next open one once it is closed. Where
  // the calendar does not go as far, or the unit is open on no day of a month ahead, it is the day itself.
  const received = (opening, start) => {
    const known = (day) => year(day) in opening.years;
    const open = (day) => spansOf(opening, day).some(([, end]) => day > start.slice(0, 10) || clock(end) > start.slice(11));
    for (let day = start.slice(0, 10), left = 31; left && known(day); day = plus(day, 1), left -= 1) if (open(day)) return day;
    return start.slice(0, 10);
  };

  const compute = (rule, calendar, opening, asked) => {
    if (rule.kind === "days") return countDays(rule, calendar, asked);
    if (rule.kind === "month") return countMonth(rule, calendar, asked);
    return (rule.hours === "open" ? whileOpen : onEnd)(rule, calendar, opening, asked);
  };
  return { compute, length, received };
})();
