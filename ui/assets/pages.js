// The pages beside the chat: each is fetched when it comes into view, and again after whatever changes it.
(() => {
  const say = (words) => window.zhice?.say?.(words) ?? words;
  const NAMES = { document: "documents" };
  const section = (name) => document.querySelector(`section[data-tab="${NAMES[name] ?? name}"]`);
  const line = (words) => { const p = document.createElement("p"); p.className = "zp-problem"; p.setAttribute("role", "alert"); p.textContent = say(words); return p; };

  const fetched = async (path, options) => {
    const reply = await fetch(path, options).catch(() => null);
    if (!reply) return { ok: false, text: line("连接中断，请稍后重试。").outerHTML };
    const text = await reply.text();
    if (reply.ok || text.startsWith("<p")) return { ok: reply.ok, text };
    let told = "未能完成，请重试。";
    try { told = JSON.parse(text).detail ?? told; } catch { /* no line of ours */ }
    return { ok: false, text: line(told).outerHTML };
  };
  const post = (path, body) => fetched(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  // A slow answer must not overwrite a later one.
  let asked = 0;
  const load = async (name, query = "") => {
    const place = section(name);
    if (!place) return;
    const number = String(++asked);
    place.dataset.asked = number;
    place.dataset.stale = "";
    place.setAttribute("aria-busy", "true");
    const reply = await fetched(`pages/${name}?${query}`);
    if (place.dataset.asked !== number) return;
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const field = focused?.name ?? "", acted = Boolean(focused);
    place.querySelectorAll(".zp-problem[data-passing]").forEach((old) => old.remove());
    if (reply.ok) {
      const progress = place.querySelector("#zp-progress");
      place.innerHTML = reply.text;
      // Files that are still on their way keep their lines.
      if (progress?.childElementCount) place.querySelector("#zp-progress")?.replaceWith(progress);
    } else {
      const holder = document.createElement("div");
      holder.innerHTML = reply.text;
      holder.firstElementChild.dataset.passing = "";
      const form = place.querySelector("form");
      if (form) form.after(holder.firstElementChild); else place.replaceChildren(holder.firstElementChild);
    }
    place.setAttribute("aria-busy", "false");
    place.dataset.query = query;
    place.dataset.page = name;
    const again = (field && place.querySelector(`[name="${CSS.escape(field)}"]`)) || (acted && place.querySelector("form button, h2"));
    if (again?.tagName === "H2") again.tabIndex = -1;
    if (again) again.focus({ preventScroll: true });
  };

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || (target.childElementCount && target.dataset.stale !== "yes")) continue;
      load(target.dataset.page ?? target.dataset.tab, target.dataset.query ?? "");
    }
  });
  const watched = new WeakSet();
  const watch = () => document.querySelectorAll("section[data-tab]").forEach((place) => {
    if (!watched.has(place)) { watched.add(place); seen.observe(place); }
  });
  new MutationObserver(watch).observe(document.documentElement, { childList: true, subtree: true });
  watch();

  const refreshed = () => {
    for (const place of document.querySelectorAll("section[data-tab]")) {
      if (place.offsetParent && place.childElementCount) load(place.dataset.page, place.dataset.query);
      else place.dataset.stale = "yes";
    }
    document.dispatchEvent(new CustomEvent("zhice-documents-changed"));
  };

  // The clause of a row.
  const openClause = async (button) => {
    const { open, start, end } = button.dataset;
    const reply = await fetched(`pages/clause?${new URLSearchParams({ document: open, start, end })}`);
    const drawer = document.createElement("dialog");
    drawer.className = "zp-drawer";
    drawer.setAttribute("aria-label", say("条款原文"));
    const close = Object.assign(document.createElement("button"), { type: "button", className: "zp-plain zp-close", textContent: say("关闭") });
    close.addEventListener("click", () => drawer.close());
    drawer.innerHTML = reply.text;
    drawer.prepend(close);
    drawer.addEventListener("close", () => { drawer.remove(); button.focus?.(); });
    drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
    document.body.append(drawer);
    drawer.showModal();
    drawer.querySelector("mark")?.scrollIntoView({ block: "center" });
  };

  // Work on the index, file by file.
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const follow = async (number, place) => {
    for (;;) {
      const reply = await fetched(`pages/job/${number}`);
      place.innerHTML = reply.text;
      if (!reply.ok || place.firstElementChild?.dataset.running !== "yes") return;
      await pause(300);
    }
  };
  const job = async (reply, place) => {
    if (!reply.ok) { place.innerHTML = reply.text; return; }
    await follow(JSON.parse(reply.text).job, place);
  };
  const progressLine = (name) => {
    const holder = Object.assign(document.createElement("div"), { innerHTML: "<ol><li><span class='zp-name zc-original'></span><span class='zp-state'></span><progress max='1' value='0'></progress></li></ol>" });
    holder.querySelector(".zp-name").textContent = name;
    holder.querySelector(".zp-state").textContent = say("正在上传");
    document.getElementById("zp-progress").append(holder);
    return holder;
  };
  const send = (file, place) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `pages/upload?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      const bar = place.querySelector("progress");
      if (bar && event.total) bar.value = event.loaded / event.total;
    });
    const failed = (words) => { const said = line(words); place.replaceChildren(said); said.prepend(`${file.name} `); resolve(null); };
    request.addEventListener("error", () => failed("连接中断，未能上传，请稍后重试。"));
    request.addEventListener("load", () => {
      if (request.status === 200) return resolve(JSON.parse(request.responseText).job);
      if (request.responseText.startsWith("<p")) { place.innerHTML = request.responseText; return resolve(null); }
      failed("未能上传，请重新登录后再试。");
    });
    request.send(file);
  });
  const upload = async (files) => {
    const places = files.map((file) => progressLine(file.name));
    const following = [];
    for (const [number, file] of files.entries()) {
      const started = await send(file, places[number]);
      if (started !== null) following.push(follow(started, places[number]));
    }
    await Promise.all(following);
    refreshed();
  };
  const change = async (path, names) => {
    const place = document.createElement("div");
    document.getElementById("zp-progress").replaceChildren(place);
    await job(await post(path, { names }), place);
    refreshed();
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".zp [data-page], .zp [data-open], .zp [data-tree], .zp-drawer [data-tree], .zp [data-remove], .zp [data-reread], .zp [data-test]");
    if (!button || button.tagName === "FORM") return;
    const { page, query, open, tree, remove, reread, test } = button.dataset;
    if (page !== undefined) await load(page, query);
    else if (open !== undefined) await openClause(button);
    else if (tree !== undefined) {
      button.closest("dialog")?.close();
      if (!section("documents").offsetParent) document.querySelector('[role="tab"][id*="documents"], #zc-tab-documents-button')?.click();
      await load("document", new URLSearchParams({ id: tree }));
      section("documents").scrollIntoView({ block: "start" });
    }
    else if (remove !== undefined) { if (confirm(`${say("从索引中移除这个文件？")}\n${remove}`)) await change("pages/remove", [remove]); }
    else if (reread !== undefined) await change("pages/reread", reread ? [reread] : []);
    else if (test !== undefined) {
      const told = document.getElementById("zp-tested");
      button.disabled = true;
      told.textContent = say("正在测试…");
      told.innerHTML = (await post("pages/test-model", {})).text;
      button.disabled = false;
      button.focus();
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form.zp-form");
    if (!form) return;
    event.preventDefault();
    const data = [...new FormData(form)].filter(([, value]) => value.trim());
    load(form.dataset.page, new URLSearchParams(data));
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "zp-files") {
      const files = [...event.target.files];
      event.target.value = "";
      if (files.length) upload(files);
    } else if (event.target.matches?.(".zp-form select")) event.target.form.requestSubmit();
  });
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, (event) => {
    const area = event.target.closest?.("#zp-upload");
    if (!area) return;
    event.preventDefault();
    area.classList.toggle("zp-over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) upload([...event.dataTransfer.files]);
  });
})();
