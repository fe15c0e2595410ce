// Opens the citation that a marker names, brings a new question into view and folds the list of documents then.
(() => {
  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.("a.zc-marker");
    if (!marker) return;
    // The page's <base> would turn the fragment into a fresh load.
    event.preventDefault();
    const citation = document.getElementById(marker.dataset.citation);
    if (!citation) return;
    citation.open = true;
    citation.querySelector("summary")?.focus({ preventScroll: true });
    citation.scrollIntoView({ block: "nearest", behavior: "smooth" });
  });

  // Once when the question appears and once when its answer stands, for only then is the page tall enough.
  let shown = null;
  new MutationObserver(() => {
    const exchange = document.querySelector("#zc-live .zc-exchange");
    const finished = exchange?.querySelector(".zc-small, .zc-error") ? "finished" : "pending";
    const state = exchange && `${exchange.dataset.turn} ${finished}`;
    if (state === shown) return;
    if (exchange && !shown) document.querySelector(".zc-documents")?.removeAttribute("open");
    shown = state;
    exchange?.scrollIntoView({ block: "start", behavior: "smooth" });
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-turn", "class"] });
})();
