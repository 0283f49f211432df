// Comfort alone: every page works without it. Pointing at a fact lights up its words; pointing at words, their fact.
"use strict";

const pieces = document.querySelectorAll("[data-facts]");
const facts = document.querySelectorAll("[data-fact]");

function light(ids, on) {
  for (const piece of pieces) {
    if (piece.dataset.facts.split(" ").some((id) => ids.has(id))) piece.classList.toggle("lit", on);
  }
}

for (const fact of facts) {
  const ids = new Set([fact.dataset.fact]);
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    fact.addEventListener(event, () => light(ids, on));
  }
}
