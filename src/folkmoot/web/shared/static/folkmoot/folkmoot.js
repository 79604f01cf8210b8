// What scripts add to pages that work without them: forms that open in place, a live preview, drafts that survive a reload.
(() => {
  "use strict";
  const DAYS = 24 * 60 * 60 * 1000;
  const PREFIX = "folkmoot-draft:";
  const fragment = { "X-Folkmoot-Fragment": "1" };

  // Drafts: one entry a field in localStorage, forgotten after 30 days. A browser that refuses storage just has no drafts.
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
    set(key, text) { try { localStorage.setItem(PREFIX + key, JSON.stringify({ text, at: Date.now() })); } catch { /* full or forbidden */ } },
    drop(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* forbidden */ } },
    sweep() {
      try {
        for (const name of Object.keys(localStorage)) {
          if (!name.startsWith(PREFIX)) continue;
          const entry = store.get(name.slice(PREFIX.length));
          if (!entry || Date.now() - entry.at > 30 * DAYS) localStorage.removeItem(name);
        }
      } catch { /* forbidden */ }
    },
  };

  // What is wider than its place can be scrolled by keyboard too.
  const reachable = () => {
    const boxes = [...document.querySelectorAll(".wikitext :is(pre, table), .preview :is(pre, table)")];
    const wide = boxes.map((box) => box.scrollWidth > box.clientWidth);
    boxes.forEach((box, at) => { if (wide[at]) box.tabIndex = 0; else box.removeAttribute("tabindex"); });
  };

  const fields = (form) => form.querySelectorAll("[data-draft-key]");

  function keepDrafts(form) {
    for (const field of fields(form)) {
      const key = field.dataset.draftKey;
      const original = field.value;
      const saved = store.get(key);
      // What the server sent back (a refused post) is newer than any draft.
      if (saved && saved.text && (!original || form.classList.contains("edit")) && !form.querySelector(".problem") && !field.readOnly) field.value = saved.text;
      field.addEventListener("input", () => (field.value === original || !field.value ? store.drop(key) : store.set(key, field.value)));
    }
  }
  const dropDrafts = (form) => fields(form).forEach((field) => store.drop(field.dataset.draftKey));
  const hasText = (form) => [...fields(form)].some((field) => field.value.trim() && field.value !== field.defaultValue);

  function livePreview(form) {
    const box = form.querySelector("[data-preview]");
    const area = form.querySelector("textarea[name=text]");
    if (!box || !area || area.readOnly) return;
    const target = box.querySelector("[data-preview-html]");
    let timer, asked;
    const show = async () => {
      if (asked) asked.abort();
      if (!area.value.trim()) { box.hidden = true; return; }
      asked = new AbortController();
      const body = new FormData(form);
      body.set("page", new URL(form.action, location.href).pathname.replace(/^\/wiki\//, ""));
      try {
        const answer = await fetch("/wiki/Special:Preview", { method: "POST", body, headers: fragment, signal: asked.signal });
        if (!answer.ok) return;
        target.innerHTML = await answer.text(); // made by the same renderer and wall as the page itself
        box.hidden = false;
        reachable();
      } catch { /* offline or overtaken: the old preview stays */ }
    };
    area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 350); });
    if (area.value.trim()) show();
  }

  function postInPlace(form) {
    form.addEventListener("submit", async (event) => {
      if (event.submitter && event.submitter.value === "preview") return;
      if (form.dataset.busy) { event.preventDefault(); return; }
      event.preventDefault();
      form.dataset.busy = "1";
      const status = form.querySelector("[data-status]");
      const buttons = form.querySelectorAll("button");
      const body = new FormData(form, event.submitter);
      buttons.forEach((button) => (button.disabled = true));
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: fragment });
        if (answer.ok && (answer.headers.get("content-type") || "").includes("json")) {
          const { url } = await answer.json();
          dropDrafts(form);
          const here = location.pathname + location.search;
          const there = new URL(url, location.href);
          location.assign(there);
          if (there.pathname + there.search === here) location.reload();
          return;
        }
        const fresh = parse(await answer.text());
        if (fresh) { form.replaceWith(fresh); enhance(fresh); focusIn(fresh); return; }
        if (answer.status === 403) { form.submit(); return; } // logged in anew elsewhere: that page offers to send it again
        if (status) status.textContent = form.dataset.failed;
      } catch {
        form.submit(); // the plain way; the browser says what is wrong with the connection, and the draft is kept
      }
      delete form.dataset.busy;
      buttons.forEach((button) => (button.disabled = false));
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.querySelector("button[value=post]")?.click();
      if (event.key === "Escape" && !hasText(form)) form.querySelector("[data-cancel]")?.click();
    });
  }

  const parse = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("form.say");

  function focusIn(form) {
    const field = form.querySelector("input[name=heading], textarea[name=text]");
    if (field) field.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  // A Reply link opens its form where it stands; the same address works as a page of its own.
  async function openHere(link) {
    const place = link.closest(".acts, .topic-acts, .new-topic") || link;
    const open = document.querySelector("form.say");
    if (open && hasText(open)) { location.assign(link.href); return; } // its draft is kept
    try {
      const answer = await fetch(link.href, { headers: fragment });
      const form = answer.ok && parse(await answer.text());
      if (!form) throw new Error("no form");
      if (open) open.remove();
      place.after(form);
      form.opener = link;
      enhance(form);
      focusIn(form);
    } catch { location.assign(link.href); }
  }

  function enhance(form) {
    keepDrafts(form);
    if (form.matches(".say")) { livePreview(form); postInPlace(form); }
    if (form.matches(".edit")) form.addEventListener("submit", (event) => { if (event.submitter?.value === "save") sessionStorage.setItem("folkmoot-saved", JSON.stringify([...fields(form)].map((field) => field.dataset.draftKey))); });
    form.querySelector("[data-cancel]")?.addEventListener("click", (event) => {
      if (!form.opener) return;
      event.preventDefault();
      form.remove();
      form.opener.focus();
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.reply, a.add-topic");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openHere(link);
  });

  // An edit that was saved led to a page without its form: only then is its draft forgotten.
  try {
    const saved = JSON.parse(sessionStorage.getItem("folkmoot-saved") || "[]");
    if (saved.length && !document.querySelector("form.edit")) saved.forEach(store.drop);
    sessionStorage.removeItem("folkmoot-saved");
  } catch { /* forbidden */ }

  // Contents follow the reader; on a narrow page a long list starts closed.
  const contents = document.querySelector(".contents details");
  if (contents && contents.querySelectorAll("li").length > 3 && matchMedia("(max-width: 61.99rem)").matches) contents.open = false;
  if (contents && "IntersectionObserver" in window) {
    const links = new Map([...contents.querySelectorAll("a[href*='#']")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        links.forEach((a) => a.removeAttribute("aria-current"));
        links.get(entry.target.getAttribute("aria-labelledby"))?.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -80% 0px" });
    document.querySelectorAll("section.topic").forEach((topic) => seen.observe(topic));
  }

  addEventListener("resize", reachable);
  reachable();
  store.sweep();
  document.querySelectorAll("form[data-draft]").forEach(enhance);
})();
