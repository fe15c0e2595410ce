// What all tabs share: language, light and dark, tips on hover and focus, dialogs, the clipboard.
window.zhice = (() => {
  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a browser that keeps nothing */ } };

  // Language. The page is written in Chinese; a table turns what the interface says, and nothing else, into English.
  const phrases = new Map(), patterns = [];
  for (const [chinese, english] of Object.entries(JSON.parse(document.getElementById("zc-english").textContent))) {
    if (!chinese.includes("{")) { phrases.set(chinese, english); continue; }
    const escaped = chinese.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\d\}/g, "([^]*?)");
    patterns.push([new RegExp(`^${escaped}$`), english, [...chinese.matchAll(/\{(\d)\}/g)].map((hole) => hole[1])]);
  }
  const LEFT_ALONE = ".zc-text, .zc-clause, .zc-neighbour, .zc-preview, .zc-title, .zc-question > span:last-child, .zc-example, .zc-row-title, .zc-reader-text, .zc-original, textarea, script, style";
  const ATTRIBUTES = ["placeholder", "aria-label", "title", "data-tip"];
  const originals = new WeakMap();
  let english = stored("zhice-language") === "en";

  const inEnglish = (chinese) => {
    const found = phrases.get(chinese);
    if (found !== undefined) return found;
    for (const [pattern, words, holes] of patterns) {
      const match = pattern.exec(chinese);
      if (match) return words.replace(/\{(\d)\}/g, (_, n) => match[holes.indexOf(n) + 1]);
    }
    return chinese;
  };
  const say = (chinese) => (english ? inEnglish(chinese) : chinese);

  const sayText = (node) => {
    const kept = originals.get(node);
    const chinese = kept && node.data === kept.shown ? kept.chinese : node.data;
    const core = chinese.trim();
    if (!core || node.parentElement?.closest(LEFT_ALONE)) return;
    const shown = chinese.replace(core, () => say(core));
    originals.set(node, { chinese, shown });
    if (node.data !== shown) node.data = shown;
  };
  const sayAttributes = (element) => {
    const kept = originals.get(element) ?? {};
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (!value) continue;
      const chinese = kept[name]?.shown === value ? kept[name].chinese : value;
      const shown = say(chinese);
      kept[name] = { chinese, shown };
      if (value !== shown) element.setAttribute(name, shown);
    }
    originals.set(element, kept);
  };
  const sayAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) { sayText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    sayAttributes(root);
    for (const element of root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join())) sayAttributes(element);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) sayText(walker.currentNode);
  };
  const applyLanguage = () => {
    document.documentElement.lang = english ? "en" : "zh-CN";
    sayAll(document.body);
    const button = document.getElementById("zc-language");
    if (button) { button.textContent = english ? "中文" : "English"; button.lang = english ? "zh-CN" : "en"; }
  };
  new MutationObserver((changes) => {
    if (!english) return;
    for (const change of changes) {
      if (change.type === "characterData") sayText(change.target);
      else if (change.type === "attributes") sayAttributes(change.target);
      else change.addedNodes.forEach(sayAll);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });

  // Light and dark: the system's, until one is chosen.
  const applyTheme = () => {
    const chosen = stored("zhice-theme");
    const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    if (document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
    document.documentElement.style.colorScheme = document.documentElement.dataset.theme = dark ? "dark" : "light";
    const button = document.getElementById("zc-theme");
    const words = say(dark ? "浅色" : "深色");
    if (button && button.textContent !== words) button.textContent = words;
  };

  // A tip beside whatever tells one, on hover and on focus; screen readers have it in the name.
  const tip = Object.assign(document.createElement("div"), { id: "zc-tip", hidden: true });
  tip.setAttribute("aria-hidden", "true");
  const showTip = (element) => {
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    const box = element.getBoundingClientRect(), own = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    tip.style.top = `${box.top > own.height + 12 ? box.top - own.height - 6 : box.bottom + 6}px`;
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => { const told = event.target.closest?.("[data-tip]"); if (told) showTip(told); });
    document.addEventListener(end, (event) => { if (event.target.closest?.("[data-tip]")) tip.hidden = true; });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });

  // One line that says what was done.
  const toast = Object.assign(document.createElement("div"), { id: "zc-toast" });
  toast.setAttribute("role", "status");
  let fading = 0;
  const tell = (line) => {
    toast.textContent = say(line);
    toast.classList.add("zc-shown");
    clearTimeout(fading);
    fading = setTimeout(() => toast.classList.remove("zc-shown"), 2600);
  };

  // An intranet without https has no clipboard of the new kind.
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
      field.style.cssText = "position:fixed;opacity:0";
      (document.querySelector("dialog[open]") ?? document.body).append(field);
      const before = document.activeElement;
      field.select();
      document.execCommand("copy");
      field.remove();
      before?.focus();
    }
    tell("已复制");
  };

  // A dialog with a heading; resolves when it closes, to what its form gave or null.
  const ask = (heading, fill, confirm) => new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "zc-dialog";
    const form = Object.assign(document.createElement("form"), { method: "dialog" });
    const title = Object.assign(document.createElement("h2"), { textContent: say(heading), id: "zc-dialog-title" });
    dialog.setAttribute("aria-labelledby", title.id);
    const buttons = Object.assign(document.createElement("div"), { className: "zc-dialog-buttons" });
    const button = (words, value) => Object.assign(document.createElement("button"), { textContent: say(words), value, className: value ? "zc-strong" : "zc-tool" });
    const no = button("取消", ""), yes = button(confirm, "yes");
    no.type = "button";
    no.addEventListener("click", () => dialog.close(""));
    buttons.append(no, yes);
    form.append(title, ...fill, buttons);
    dialog.append(form);
    dialog.addEventListener("close", () => { resolve(dialog.returnValue === "yes"); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  });

  // Fetches of the page's own: a fragment or an error in one line.
  const fetched = async (path, body) => {
    const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const reply = await fetch(path, options).catch(() => null);
    if (!reply) { tell("连接中断，请稍后重试。"); return null; }
    if (reply.ok) return reply.text();
    const said = await reply.json().catch(() => ({}));
    tell(said.message ?? said.detail ?? "未能完成，请重试。");
    return null;
  };

  document.addEventListener("click", (event) => {
    const does = event.target.closest?.("[data-zc]")?.dataset.zc;
    if (does === "language") { english = !english; store("zhice-language", english ? "en" : "zh"); applyLanguage(); applyTheme(); }
    if (does === "theme") { store("zhice-theme", document.body.classList.contains("dark") ? "light" : "dark"); applyTheme(); }
    if (does === "copy") copy(event.target.closest("[data-zc]").dataset.text);
  });

  const begin = () => {
    document.body.append(tip, toast);
    applyLanguage();
    applyTheme();
    // The framework sets the class anew when it starts.
    new MutationObserver(applyTheme).observe(document.body, { attributeFilter: ["class"] });
    // The framework makes this button anew with every change of width, and names it in English.
    new MutationObserver(() => document.querySelector('.overflow-menu > [aria-label="More tabs"]')?.setAttribute("aria-label", "更多"))
      .observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
    new MutationObserver((_, observer) => {
      if (!document.getElementById("zc-theme")) return;
      observer.disconnect();
      applyLanguage();
      applyTheme();
    }).observe(document.body, { childList: true, subtree: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();

  return { say, tell, copy, ask, fetched };
})();
