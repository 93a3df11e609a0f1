"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const facts = JSON.parse(document.getElementById("donnees").textContent);
  root.classList.add("scripted");

  // What a browser keeps may be refused (private windows, policies): the page then forgets.
  const memory = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* forgotten */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* forgotten */ } },
  };

  // ---------------------------------------------------------------- language
  const french = new Map();
  const places = (text) => (text.split(".")[1] || "").length;
  const english = {
    eur: (v) => format(v, { style: "currency", currency: "EUR" }),
    diff: (v) => format(v, { style: "currency", currency: "EUR", signDisplay: "exceptZero" }),
    pct: (v) => `${format(v)}%`,
    num: (v) => format(v),
    date: (v) => new Intl.DateTimeFormat("en-GB", v.includes("T")
      ? { dateStyle: "long", timeStyle: "short", timeZone: "UTC" } : { dateStyle: "long" }).format(new Date(v))
      + (v.includes("T") ? " UTC" : ""),
  };
  function format(value, options = {}) {
    const digits = places(value);
    return new Intl.NumberFormat("en-GB", {
      minimumFractionDigits: digits, maximumFractionDigits: digits, ...options,
    }).format(Number(value)).replace("-", "\u2212");
  }
  function speak(language) {
    root.lang = language;
    const en = language === "en";
    for (const e of all("[data-f]")) {
      if (!french.has(e)) french.set(e, e.textContent);
      const value = e.dataset.v ?? e.value ?? e.getAttribute("value") ?? e.dateTime;
      e.textContent = en ? english[e.dataset.f](value) : french.get(e);
    }
    for (const e of all("[data-en]")) e.textContent = en ? e.dataset.en : e.dataset.fr;
    for (const e of all("[data-en-aria-label]")) {
      e.dataset.frAriaLabel ??= e.getAttribute("aria-label");
      e.setAttribute("aria-label", en ? e.dataset.enAriaLabel : e.dataset.frAriaLabel);
    }
  }
  const LANGUAGE = "recolement.langue";
  document.getElementById("langue")?.addEventListener("click", () => {
    const next = root.lang === "en" ? "fr" : "en";
    memory.set(LANGUAGE, next);
    speak(next);
  });
  if (memory.get(LANGUAGE) === "en") speak("en");

  // ---------------------------------------------------------------- filters
  const filters = document.getElementById("filtres");
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  function filter() {
    const wanted = Object.fromEntries(new FormData(filters));
    let shown = 0;
    for (const row of all("#controles tbody tr")) {
      const same = ["state", "control", "territory", "axis"]
        .every((key) => !wanted[key] || row.dataset[key] === wanted[key]);
      row.hidden = !(same && fold(row.textContent).includes(fold(wanted.text.trim())));
      shown += row.hidden ? 0 : 1;
    }
    filters.querySelector("[data-shown]").textContent = shown;
    document.querySelector("[data-empty]").hidden = shown > 0;
  }
  if (filters) {
    filters.addEventListener("input", filter);
    filters.addEventListener("reset", () => setTimeout(filter));
    filters.addEventListener("submit", (event) => event.preventDefault());
  }
  document.getElementById("seulement")?.addEventListener("change", (event) => {
    root.classList.toggle("only", event.target.checked);
  });

  // ---------------------------------------------------------------- row <-> box
  let lit = [];
  function light(name) {
    for (const e of lit) e.classList.remove("on");
    lit = name ? [document.getElementById(name), document.getElementById(`b-${name}`)].filter(Boolean) : [];
    for (const e of lit) e.classList.add("on");
  }
  const rowOf = (node) => node?.closest?.("[data-row]")?.dataset.row;
  document.addEventListener("mouseover", (event) => light(rowOf(event.target) ?? rowOf(document.activeElement)));
  document.addEventListener("focusin", (event) => light(rowOf(event.target)));
  document.addEventListener("focusout", () => light(null));

  // ---------------------------------------------------------------- decisions
  const PREFIX = `recolement.decision.${facts.serie}.${facts.edition}.`;
  const forms = all("form.decide");
  const exporter = document.getElementById("exporter");
  const drops = all("[data-drop]");
  const today = () => new Date().toISOString().slice(0, 10);
  const EXTRACTION = "erreur d'extraction", ACCEPTED = "accepté";

  function euros(text) {
    const plain = text.replace(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
    if (!/^-?\d{1,13}(\.\d{1,2})?$/.test(plain)) return null;
    const [whole, cents = ""] = plain.split(".");
    return `${whole}.${cents.padEnd(2, "0")}`;
  }
  function entry(form) {
    const about = facts.findings[form.dataset.finding];
    const said = Object.fromEntries(new FormData(form));
    if (!said.kind || !said.name?.trim() || !said.date) return null;
    const made = {
      empreinte: about.empreinte, decision: said.kind, nom: said.name.trim(), date: said.date,
      note: said.note?.trim(), ...about,
    };
    const line = said.kind === ACCEPTED ? "" : said.line;
    if (said.kind === EXTRACTION && !line) return null;
    if (line) {
      const value = euros(said.value);
      if (value === null) return null;
      made.ligne = line;
      made.montant_lu = form.elements.line.selectedOptions[0].dataset.read || "non chiffré";
      made.montant_corrige = value;
    }
    return made;
  }
  function refresh() {
    let ready = 0;
    for (const form of forms) {
      const kind = form.elements.kind.value;
      const state = !kind ? "none" : entry(form) ? "ready" : "incomplete";
      for (const e of all("[data-status]", form)) e.hidden = e.dataset.status !== state;
      for (const e of all(".corrects", form)) e.hidden = kind === ACCEPTED;
      ready += state === "ready" ? 1 : 0;
    }
    for (const e of all("[data-ready]")) e.textContent = ready;
    if (exporter) exporter.disabled = ready === 0 && !drops.some((drop) => drop.checked);
  }
  for (const form of forms) {
    const key = PREFIX + facts.findings[form.dataset.finding].empreinte;
    const draft = JSON.parse(memory.get(key) ?? "{}");
    form.elements.date.value = today();
    form.elements.name.value = memory.get("recolement.nom") ?? "";
    for (const [name, value] of Object.entries(draft)) if (form.elements[name]) form.elements[name].value = value;
    form.addEventListener("input", () => {
      memory.set(key, JSON.stringify(Object.fromEntries(new FormData(form))));
      memory.set("recolement.nom", form.elements.name.value);
      refresh();
    });
    form.addEventListener("reset", () => { memory.drop(key); setTimeout(refresh); });
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  for (const drop of drops) drop.addEventListener("change", refresh);

  // A YAML double-quoted scalar is a JSON string, but for what YAML holds unprintable.
  const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const yaml = (made) => Object.entries(made).filter(([, value]) => value)
    .map(([key, value], rank) => `${rank ? "    " : "  - "}${key}: ${quoted(value)}\n`).join("");
  const same = (a, b) => a.empreinte === b.empreinte && (a.ligne ?? "") === (b.ligne ?? "");
  exporter?.addEventListener("click", () => {
    const drafts = forms.map(entry).filter(Boolean);
    const dropped = new Set(drops.filter((drop) => drop.checked).map((drop) => drop.dataset.drop));
    const kept = facts.decisions
      .filter((held) => !dropped.has(`${held.empreinte}|${held.ligne ?? ""}`))
      .filter((held) => !drafts.some((draft) => same(draft, held)));
    const made = [...kept, ...drafts];
    const text = `serie: ${quoted(facts.serie)}\nedition: ${quoted(facts.edition)}\n`
      + (made.length ? `decisions:\n${made.map(yaml).join("")}` : "decisions: []\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = `${facts.serie}-${facts.edition}.yaml`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  refresh();

  for (const button of all("[data-copy]")) {
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      try { await navigator.clipboard.writeText(text); } catch { getSelection().selectAllChildren(document.getElementById(button.dataset.copy)); }
      button.classList.add("copied");
    });
  }

  // ---------------------------------------------------------------- print
  addEventListener("beforeprint", () => { for (const e of all("details:not([open])")) { e.open = true; e.dataset.shut = ""; } });
  addEventListener("afterprint", () => { for (const e of all("details[data-shut]")) { e.open = false; delete e.dataset.shut; } });
})();
