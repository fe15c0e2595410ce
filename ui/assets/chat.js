// Opens the citation that a marker names, and brings a new question into view.
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

  let turn = null;
  new MutationObserver(() => {
    const exchange = document.querySelector("#zc-live .zc-exchange");
    const current = exchange?.dataset.turn ?? null;
    if (current === turn) return;
    turn = current;
    exchange?.scrollIntoView({ block: "start", behavior: "smooth" });
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-turn"] });
})();
