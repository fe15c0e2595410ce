// The tab 问答: asking, citations, kept conversations, opinions and the reader of whole documents.
(() => {
  const { say, tell, ask, fetched } = window.zhice;
  const KEY = "zhice-conversation";
  const byId = (id) => document.getElementById(id);
  const question = () => document.querySelector("#zc-box textarea");

  // What a hidden button of the framework is pressed for.
  let next = null, replacing = null;
  const kept = () => { try { return sessionStorage.getItem(KEY) ?? ""; } catch { return ""; } };
  const keep = (id) => { try { sessionStorage.setItem(KEY, id); } catch { /* a browser that keeps nothing */ } };
  Object.assign(window.zhice, {
    current: kept,
    asked: (typed, _, session) => {
      const given = next ?? { question: typed, replaces: replacing ? "1" : "" };
      next = null;
      endEditing();
      return [given.question, given.replaces, session];
    },
  });
  const put = (words, replaces = "") => {
    if (busy) return;
    next = { question: words, replaces };
    byId("zc-go").click();
  };
  const open = (id) => {
    keep(id);
    endEditing();
    byId("zc-open").click();
    listed();
    closeHistory();
    question()?.focus({ preventScroll: true });
  };

  const startEditing = (words) => {
    replacing = words;
    const notice = byId("zc-editing"), cancel = document.createElement("button");
    Object.assign(cancel, { type: "button", className: "zc-tool", textContent: say("取消修改") });
    cancel.addEventListener("click", () => { endEditing(); typeIn(""); question().focus(); });
    notice.replaceChildren(say("正在修改上一问，发送后替换原来的回答。"), " ", cancel);
    notice.hidden = false;
    typeIn(words);
    question().focus();
  };
  const endEditing = () => { replacing = null; const notice = byId("zc-editing"); if (notice) { notice.hidden = true; notice.replaceChildren(); } };
  const typeIn = (words) => { question().value = words; question().dispatchEvent(new Event("input", { bubbles: true })); };

  // Citations. Beside the answer they have a box of their own that scrolls; below it the window does.
  const reveal = (citation) => {
    const exchange = citation.closest(".zc-exchange"), box = citation.closest(".zc-citations");
    const question = exchange.querySelector(".zc-question"), mark = citation.querySelector("mark");
    const beside = getComputedStyle(box).position === "sticky";
    if (!beside) {
      const above = question ? parseFloat(getComputedStyle(question).position === "sticky" ? question.offsetHeight : 0) : 0;
      scrollTo({ top: scrollY + citation.getBoundingClientRect().top - above - 8, behavior: "smooth" });
      return;
    }
    const top = citation.offsetTop - box.offsetTop, low = mark ? mark.getBoundingClientRect().bottom - citation.getBoundingClientRect().top : 0;
    box.scrollTo({ top: low > box.clientHeight ? top + low - box.clientHeight / 2 : top, behavior: "smooth" });
    // The box is cut off where the exchange begins far down the window.
    if (box.getBoundingClientRect().bottom > innerHeight - 90 || box.getBoundingClientRect().top < 0) exchange.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  const show = (citation) => {
    if (!citation) return;
    citation.open = true;
    citation.querySelector("summary")?.focus({ preventScroll: true });
    reveal(citation);
  };
  const step = (button) => {
    const citation = button.closest(".zc-citation"), all = [...citation.parentElement.querySelectorAll(".zc-citation")];
    const other = all[all.indexOf(citation) + Number(button.dataset.step)];
    if (!other) return;
    citation.open = false;
    show(other);
  };
  const read = async ({ doc, start, end }) => {
    const html = await fetched(`chat/document?${new URLSearchParams({ doc, start, end })}`);
    if (html === null) return;
    const dialog = Object.assign(document.createElement("dialog"), { className: "zc-reader", innerHTML: html });
    const close = Object.assign(document.createElement("button"), { type: "button", className: "zc-tool zc-reader-close", textContent: say("关闭") });
    close.addEventListener("click", () => dialog.close());
    dialog.prepend(close);
    dialog.setAttribute("aria-label", dialog.querySelector(".zc-reader-title")?.textContent ?? "");
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(".zc-reader-text mark")?.scrollIntoView({ block: "center" });
  };

  // Kept conversations.
  const listed = async () => {
    const list = byId("zc-history-list");
    if (!list) return;
    const words = byId("zc-history-search").value;
    const html = await fetched(`chat/history?${new URLSearchParams({ words, current: kept() })}`);
    if (html !== null && words === byId("zc-history-search").value) list.innerHTML = html;
  };
  const closeHistory = () => { byId("zc-aside")?.classList.remove("zc-unfolded"); byId("zc-history-toggle")?.setAttribute("aria-expanded", "false"); };
  const toggleHistory = (button) => {
    const unfolded = byId("zc-aside").classList.toggle("zc-unfolded");
    button.setAttribute("aria-expanded", String(unfolded));
  };
  const rename = async ({ id, title }) => {
    const field = Object.assign(document.createElement("input"), { type: "text", value: title, maxLength: 100, required: true });
    field.setAttribute("aria-label", say("标题"));
    if (await ask("修改标题", [field], "保存") && (await fetched("chat/rename", { conversation: id, title: field.value })) !== null) listed();
  };
  const remove = async ({ id, title }) => {
    const words = Object.assign(document.createElement("p"), { textContent: title, className: "zc-original" });
    if (!(await ask("删除这个对话？删除后不能恢复。", [words], "删除"))) return;
    if ((await fetched("chat/delete", { conversation: id })) === null) return;
    tell("已删除");
    if (id === kept()) open("");
    else listed();
  };

  // Opinions.
  const say_opinion = async (block, opinion, comment) => {
    const { conversation, exchange } = block.dataset;
    const html = await fetched("chat/opinion", { conversation, exchange, opinion, comment });
    if (html === null) return;
    const held = block.contains(document.activeElement);
    block.outerHTML = html;
    const fresh = document.querySelector(`.zc-opinion[data-exchange="${exchange}"]`);
    if (held) fresh.querySelector("[aria-pressed=true], button")?.focus();
    return fresh;
  };
  const judge = async (button) => {
    const block = button.closest(".zc-opinion"), { opinion } = button.dataset;
    if (button.getAttribute("aria-pressed") === "true") {
      const form = block.querySelector("form");
      if (opinion === "wrong" && form.hidden) { form.hidden = false; form.querySelector("textarea").focus(); return; }
      await say_opinion(block, "", "");
      return;
    }
    const fresh = await say_opinion(block, opinion, opinion === "wrong" ? block.querySelector("textarea").value : "");
    if (fresh && opinion === "wrong") { fresh.querySelector("form").hidden = false; fresh.querySelector("textarea").focus(); }
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".zc-comment")) return;
    event.preventDefault();
    say_opinion(event.target.closest(".zc-opinion"), "wrong", event.target.querySelector("textarea").value);
  });

  const deeds = {
    ask: (button) => put(button.dataset.question),
    retry: (button) => put(button.dataset.question, button.dataset.replaces),
    edit: (button) => { if (button.dataset.replaces) startEditing(button.dataset.question); else { typeIn(button.dataset.question); question().focus(); } },
    fresh: () => open(""),
    open: (button) => open(button.dataset.id),
    rename: (button) => rename(button.dataset),
    delete: (button) => remove(button.dataset),
    step, opinion: judge,
    document: (button) => read(button.dataset),
    "toggle-history": toggleHistory,
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-citation], [data-zc]");
    if (!target) return;
    if (target.dataset.citation) {
      // The page's <base> would turn the fragment into a fresh load.
      event.preventDefault();
      show(byId(target.dataset.citation));
    } else deeds[target.dataset.zc]?.(target);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches?.("span[data-citation]")) {
      event.preventDefault();
      show(byId(event.target.dataset.citation));
    }
    if (event.key === "Escape" && replacing !== null && !document.querySelector("dialog[open]")) { endEditing(); typeIn(""); }
  });
  let typing = 0;
  document.addEventListener("input", (event) => {
    if (event.target.id !== "zc-history-search") return;
    clearTimeout(typing);
    typing = setTimeout(listed, 250);
  });

  // Follows the exchange under way. In view once when the question appears and once when its answer stands, for only
  // then is the page tall enough.
  let shown = null, busy = false;
  const follow = () => {
    const exchange = document.querySelector("#zc-live .zc-exchange");
    const state = exchange && `${exchange.dataset.turn} ${exchange.dataset.state} ${exchange.dataset.conversation}`;
    if (state === shown) return;
    const was = shown;
    shown = state;
    busy = exchange?.dataset.state === "pending";
    document.body.classList.toggle("zc-busy", busy);
    if (exchange?.dataset.conversation && exchange.dataset.conversation !== kept()) keep(exchange.dataset.conversation);
    if (exchange?.dataset.state === "finished") listed();
    if (exchange && (busy || was)) exchange.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  new MutationObserver(() => {
    follow();
    const list = byId("zc-history-list");
    if (list && !list.dataset.begun) { list.dataset.begun = "yes"; listed(); }
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-turn", "data-state", "class"] });
})();
