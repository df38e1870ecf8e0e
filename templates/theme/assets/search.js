// The search, in the place of the theme's worker: the same messages (0 set up, 1 ready, 2 question, 3 answer), so that the
// box and the list of the theme stay. What people ask is cut into words of the dictionary, each with its synonyms; what is
// left over is compared two characters at a time; letters are read as pinyin. The index is fetched at the first question.
const WEIGHT = { title: 10, name: 9, says: 4, heading: 4, text: 1.6, bare: 0.3 };
const RESULTS = 30;
const PARTS = 4;

/** Letters small, wide forms narrow, no marks. */
const tidy = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}\u200b]+/gu, " ").trim();
const escape = (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
/** A name as it is compared: without what stands in brackets, and without the kind of a regulation. */
const bare = (name) => tidy(name.replace(/（[^）]*）/g, "")).replaceAll(" ", "").replace(/(.{2})(?:管理)?(?:制度|规定|办法|规范|条例)$/, "$1");
const pairs = (text) => [...text].slice(1).map((mark, i) => text[i] + mark);

/** Where a word stands in a text; a number must not be the end of a longer one: 5号 is not in 15号. */
function place(text, word, from = 0) {
  let at = text.indexOf(word, from);
  while (at > 0 && /^\d/.test(word) && /\d/.test(text[at - 1])) at = text.indexOf(word, at + 1);
  return at;
}

class Index {
  constructor({ pages, words, noise }) {
    this.noise = new Set(noise.map(tidy));
    this.synonyms = new Map();
    const say = (word, other, weight) => {
      const known = this.synonyms.get(word) ?? new Map();
      this.synonyms.set(word, known.set(other, Math.max(weight, known.get(other) ?? 0)));
    };
    for (const group of words) {
      const [use, ...also] = group.map(tidy);
      for (const word of also) { say(word, use, 0.95); say(use, word, 0.7); }
    }
    this.pages = pages.map((page) => ({
      ...page,
      boost: page.boost ?? 1,
      names: [page.title, ...(page.names ?? [])].map(bare),
      spelled: page.spelled.map((name) => name.split(" ")),
      about: tidy(page.says ?? ""),
      parts: page.parts.map(([anchor, heading, text]) => ({ anchor, heading, text, head: tidy(heading), body: tidy(text) })),
    }));
    const parts = this.pages.flatMap((page) => page.parts);
    const heads = parts.map((part) => part.head.replace(/^第\S+条 /, ""));
    const own = [...this.pages.flatMap((page) => page.names), ...heads.filter((head) => /^[\u4e00-\u9fff]{2,8}$/.test(head))];
    this.vocabulary = new Set([...own, ...this.synonyms.keys(), ...this.noise].filter(Boolean));
    this.written = [own.join("\n"), parts.map((part) => part.body).join("\n")];
    this.longest = Math.max(...[...this.vocabulary].map((word) => word.length));
  }

  /** Cut a question into words: those of the dictionary, the longest first; what stands between them stays together. */
  cut(question) {
    const found = [];
    for (const piece of tidy(question).split(" ")) {
      let rest = "";
      const flush = () => {
        for (const run of rest.match(/\d+[\u4e00-\u9fff]?|[a-z]+|[^\da-z]+/g) ?? []) found.push(...this.known(run));
        rest = "";
      };
      for (let i = 0; i < piece.length;) {
        const inside = /[a-z\d]/.test(piece[i]) && i > 0 && /[a-z\d]/.test(piece[i - 1]);
        let length = inside ? 0 : Math.min(this.longest, piece.length - i);
        while (length > 0 && !this.vocabulary.has(piece.slice(i, i + length))) length -= 1;
        if (length) { flush(); found.push(piece.slice(i, i + length)); i += length; } else { rest += piece[i]; i += 1; }
      }
      flush();
    }
    const telling = found.filter((word) => !this.noise.has(word));
    return [...new Set(telling.length ? telling : found)];
  }

  /** Cut what the dictionary does not know into the longest words that stand in a name, else in a text, of the site. */
  known(run) {
    if (run.length < 3 || /[a-z\d]/.test(run)) return [run];
    for (const written of this.written) {
      for (let length = Math.min(run.length, 6); length > 1; length -= 1) {
        for (let i = 0; i + length <= run.length; i += 1) {
          const word = run.slice(i, i + length);
          if (written.includes(word)) return [run.slice(0, i), word, run.slice(i + length)].flatMap((one) => (one && one !== word ? this.known(one) : one || []));
        }
      }
    }
    return [run];
  }

  /** How far a word, or what means the same, stands in a text: 1 as it is typed, less for a synonym or for parts of it. */
  holds(text, word) {
    let best = 0;
    for (const [form, weight] of word.forms) if (weight > best && place(text, form) >= 0) best = weight;
    if (best || word.pairs.length < 2) return best;
    const share = word.pairs.filter((pair) => text.includes(pair)).length / word.pairs.length;
    return share >= 0.6 ? 0.5 * share : 0;
  }

  /** How far letters spell a name: whole syllables or their initials, from the start of any of them. */
  spells(syllables, letters) {
    const initials = syllables.map((one) => one[0]).join("");
    const all = letters.length / syllables.length;
    if (letters.length > 1 && initials.includes(letters)) return 0.5 + 0.5 * Math.min(1, all);
    for (let i = 0; i < syllables.length; i += 1) {
      const said = syllables.slice(i).join("");
      if (letters.length > 2 && said.startsWith(letters)) return 0.5 + 0.5 * (letters.length / syllables.join("").length);
    }
    return 0;
  }

  /** How well one word fits a page: the best of its names, its description, its headings and its text. */
  fit(page, word) {
    let best = 0;
    page.names.forEach((name, i) => {
      const weight = i ? WEIGHT.name : WEIGHT.title;
      best = Math.max(best, weight * this.holds(name, word));
      if (word.latin && page.spelled[i]) best = Math.max(best, weight * this.spells(page.spelled[i], word.text));
    });
    if (word.bare) return best;
    best = Math.max(best, WEIGHT.says * this.holds(page.about, word));
    for (const part of page.parts) {
      if (best < WEIGHT.heading) best = Math.max(best, WEIGHT.heading * this.holds(part.head, word));
      if (best < WEIGHT.text) best = Math.max(best, WEIGHT.text * this.holds(part.body, word));
    }
    return best;
  }

  search(question) {
    const words = this.cut(question).map((text) => ({
      text,
      forms: [[text, 1], ...(this.synonyms.get(text) ?? [])],
      pairs: /^[^a-z\d]+$/.test(text) ? pairs(text) : [],
      latin: /^[a-z]+$/.test(text),
      bare: text.length === 1,
    }));
    const found = this.pages.map((page) => ({ page, fits: words.map((word) => this.fit(page, word)) }));
    words.forEach((word, i) => {
      const held = found.reduce((sum, { fits }) => sum + fits[i] / WEIGHT.title, 0);
      const best = Math.max(...found.map(({ fits }) => fits[i])) / WEIGHT.title;
      word.weight = Math.log(1 + found.length / (1 + held)) * (0.5 + best / 2) * (word.bare ? WEIGHT.bare : 1);
    });
    const all = words.reduce((sum, word, i) => sum + (found.some(({ fits }) => fits[i]) ? word.weight : 0), 0);
    const scored = found.flatMap(({ page, fits }) => {
      const met = words.reduce((sum, word, i) => sum + (fits[i] ? word.weight : 0), 0);
      if (!met) return [];
      const base = words.reduce((sum, word, i) => sum + word.weight * fits[i], 0);
      const parts = this.parts(page, words);
      const score = (base + 6 * this.named(page, words) + (parts[0]?.score ?? 0)) * (met / all) * page.boost;
      return [{ page, fits, parts, score }];
    });
    scored.sort((a, b) => b.score - a.score);
    const least = (scored[0]?.score ?? 0) * 0.08;
    return { words, items: scored.filter(({ score }) => score >= least).slice(0, RESULTS).map((one) => this.item(one, words)) };
  }

  /** How much of the best-fitting name the question says. */
  named(page, words) {
    const own = page.names.map((name) => {
      const held = words.filter((word) => !word.latin && word.forms.some(([form]) => name.includes(form)));
      const said = held.reduce((sum, word) => sum + Math.max(...word.forms.map(([form]) => (name.includes(form) ? form.length : 0))), 0);
      return held.reduce((sum, word) => sum + word.weight, 0) * Math.min(1, said / name.length);
    });
    return Math.max(...own);
  }

  /** The sections that answer, best first. */
  parts(page, words) {
    const scored = page.parts.map((part) => {
      const fits = words.map((word) => (word.bare ? 0 : Math.max(2 * this.holds(part.head, word), this.holds(part.body, word))));
      return { part, score: words.reduce((sum, word, i) => sum + word.weight * fits[i], 0) };
    });
    return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).slice(0, PARTS);
  }

  /** A result as the theme's list shows it: the page, below it its best section, and the others folded. */
  item({ page, fits, parts, score }, words) {
    const said = words.filter((word) => !word.bare && word.pairs.length !== 0);
    const terms = Object.fromEntries(said.map((word) => [word.text, fits[words.indexOf(word)] > 0]));
    const forms = words.filter((word) => !word.bare).flatMap((word) => [...word.forms.map(([form]) => form), ...word.pairs]);
    const own = { location: page.at, title: mark(page.title, forms), text: mark(page.says ?? "", forms), score, terms };
    const best = parts[0] && parts[0].part.anchor ? parts[0] : null;
    return [own, ...parts.filter(({ part }) => part.anchor).map((one) => ({
      location: `${page.at}#${one.part.anchor}`,
      title: mark(one.part.heading, forms),
      text: mark(excerpt(one.part.text, forms), forms),
      score: one === best ? score : one.score / 100,
      terms,
    }))];
  }
}

/** The words around the first that was asked for. */
function excerpt(text, forms) {
  const at = Math.min(...forms.map((form) => place(text.toLowerCase(), form)).filter((i) => i >= 0), text.length);
  const from = at === text.length ? 0 : Math.max(0, at - 24);
  return `${from ? "…" : ""}${text.slice(from, from + 90)}${from + 90 < text.length ? "…" : ""}`;
}

/** A text as HTML, with what was asked for marked. */
function mark(text, forms) {
  const known = [...new Set(forms)].filter((form) => form.length > 1).sort((a, b) => b.length - a.length);
  if (!known.length) return escape(text);
  const any = new RegExp(known.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "giu");
  let html = "";
  let last = 0;
  for (const { 0: found, index } of text.matchAll(any)) {
    html += `${escape(text.slice(last, index))}<mark>${escape(found)}</mark>`;
    last = index + found.length;
  }
  return html + escape(text.slice(last));
}

let index;
async function fetched() {
  // Opened from a file, the worker is a frame of its own, with the address of the script in it.
  const own = "document" in self ? document.querySelector("script[src]").src : self.location.href;
  await importScripts(new URL("../search/pages.js", own).href);
  return new Index(self.zhibanSearch);
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) return postMessage({ type: 1 });
  if (!data.trim()) return postMessage({ type: 3, data: { items: [] } }); // the theme asks so when a page has come
  index ??= fetched().catch((error) => { index = undefined; throw error; }); // asked for anew at the next letter
  const { items } = (await index).search(data);
  return postMessage({ type: 3, data: { items } });
});
