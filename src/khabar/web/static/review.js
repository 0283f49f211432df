// Comfort for reviewers: single keys press what they name, marked words of the capture go into a form. Nothing needs it.
"use strict";

const keys = document.getElementById("use-keys");
const kept = "khabar-keys";

function recall() {
  try { return localStorage.getItem(kept) !== "off"; } catch { return true; }
}

if (keys) {
  keys.checked = recall();
  keys.addEventListener("change", () => {
    try { localStorage.setItem(kept, keys.checked ? "on" : "off"); } catch { /* then it holds for this page alone */ }
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) {
    const details = typing.closest("details");
    if (details) {
      details.open = false;
      details.querySelector("summary").focus();
    }
    return;
  }
  // A line break in words is seldom meant, and Enter keeps the change as in any other input.
  if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea[data-words]")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button:not([type=button])"));
    return;
  }
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !keys || !keys.checked) return;
  const found = document.querySelector(`[data-key="${event.code}"]`);
  if (!found) return;
  event.preventDefault();
  found.click();
  if (found.matches("summary") && found.parentElement.open) {
    found.parentElement.querySelector("textarea, select, input:not([type=hidden])").focus();
  }
});

const said = document.getElementById("review-words");
const lines = [...document.querySelectorAll("[data-line]")];
let marked = null;

// The part of a line that a range covers.
function cut(line, range) {
  const part = document.createRange();
  part.selectNodeContents(line);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part;
}

// What stands in the lines of the capture before a line and, in it, before a place.
function textBefore(first, part) {
  const before = document.createRange();
  before.setStart(first, 0);
  before.setEnd(part.startContainer, part.startOffset);
  const above = lines.slice(0, lines.indexOf(first)).map((line) => `${line.textContent}\n`);
  return above.join("") + before.toString();
}

// Which occurrence of the same words of the page they are: counted as the server counts, from 1.
function occurrence(words, before) {
  const text = `${before}${words}`.replace(/\s+/g, " ");
  const sought = words.replace(/\s+/g, " ");
  let count = 0;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) count += 1;
  return count;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const inside = lines.filter((line) => range.intersectsNode(line));
  if (!inside.length) return;
  const parts = inside.map((line) => cut(line, range));
  const text = parts.join("\n");
  const words = text.trim();
  if (!words) return;
  const lead = text.slice(0, text.length - text.trimStart().length);
  marked = { words, nth: occurrence(words, textBefore(inside[0], parts[0]) + lead) };
});

if (said && lines.length) {
  for (const input of document.querySelectorAll("textarea[data-words]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "take";
    button.textContent = said.dataset.take;
    button.addEventListener("click", () => {
      if (!marked) return;
      input.value = marked.words;
      const nth = input.form.elements.namedItem(`${input.name}_n`);
      if (nth) nth.value = String(marked.nth);
      input.focus();
    });
    input.closest(".words-input").append(button);
  }
}
