// Who is logged in, the way out, and a clear word when the login ends while the page is open.
(() => {
  const bar = (id, role) => {
    const found = document.getElementById(id) ?? document.createElement("div");
    found.id = id;
    found.setAttribute("role", role);
    return found;
  };

  let told = false;
  const expired = (line) => {
    if (told) return;
    told = true;
    const notice = bar("zc-expired", "alert");
    const link = Object.assign(document.createElement("a"), { href: "login?notice=expired&next=/", textContent: "重新登录" });
    notice.append(line || "登录已过期，请重新登录。", " ", link, "（框中的问题请先复制）");
    document.body.prepend(notice);
    link.focus();
  };

  // The framework shows a failed event as a mere “Error”, if at all.
  const original = window.fetch;
  window.fetch = async (...given) => {
    const reply = await original(...given);
    if (reply.status === 401 && reply.headers.has("x-zhice-login")) {
      const body = await reply.clone().json().catch(() => ({}));
      expired(body.detail);
    }
    return reply;
  };

  const begin = async () => {
    const reply = await original("session", { headers: { accept: "application/json" } }).catch(() => null);
    if (!reply?.ok) return;
    const person = await reply.json();
    if (!person.login) return;
    const form = Object.assign(document.createElement("form"), { method: "post", action: "logout" });
    const button = Object.assign(document.createElement("button"), { type: "submit", textContent: "退出登录" });
    form.append(button);
    const named = Object.assign(document.createElement("span"), { textContent: `${person.name}（${person.may_edit ? "编辑" : "读者"}）` });
    const who = bar("zc-person", "group");
    who.setAttribute("aria-label", "登录");
    who.append(named, form);
    // Beside the switches, which the framework brings later.
    const place = () => { const switches = document.querySelector("#zc-header .zc-switches"); switches?.prepend(who); return switches; };
    if (!place()) new MutationObserver((_, observer) => { if (place()) observer.disconnect(); }).observe(document.body, { childList: true, subtree: true });
    // A timer beyond 24 days would fire at once.
    setTimeout(() => expired(""), Math.min(person.seconds_left * 1000 + 500, 2 ** 31 - 1));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
