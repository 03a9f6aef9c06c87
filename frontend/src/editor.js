// The code editor: a textarea becomes CodeMirror and stays what the form sends.
import { defaultKeymap, history, historyKeymap, indentLess, insertTab, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { draftOf } from "./draft.js";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: "var(--key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--name)" },
  { tag: tags.comment, color: "var(--comment)", fontStyle: "italic" },
]);

const looks = EditorView.theme({
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--ink)", minHeight: "14rem" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--wash) 55%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--wash)", outline: "1px solid var(--edge)" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
  ".cm-panels input, .cm-panels button": { color: "var(--ink)", backgroundImage: "none", backgroundColor: "var(--card)" },
});

// Tab indents what is selected, or fills up to the next stop with spaces. After Escape, Tab and
// Shift-Tab move on in the page, as they do everywhere else (CodeMirror's own rule, made visible
// by the sentence under the editor).
const tab = {
  key: "Tab",
  run: (view) => (view.state.selection.ranges.some((range) => !range.empty) ? indentMore(view) : fill(view)),
  shift: indentLess,
};

function fill(view) {
  if (view.state.readOnly) return insertTab(view);
  const head = view.state.selection.main.head;
  const column = head - view.state.doc.lineAt(head).from;
  view.dispatch(view.state.replaceSelection(" ".repeat(4 - (column % 4))), { scrollIntoView: true, userEvent: "input" });
  return true;
}

// Typing over a selection: left to itself Chromium makes elements with style attributes for it,
// which the page's policy refuses, with an error in the console. So it is done here.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const selected = view.state.selection.ranges.some((range) => !range.empty);
    if (event.inputType !== "insertText" || event.data === null || !selected || view.composing) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { scrollIntoView: true, userEvent: "input.type" });
    return true;
  },
});

function submit(form) {
  return () => {
    form.requestSubmit();
    return true;
  };
}

function upgrade(field) {
  const form = field.form;
  const draft = draftOf(field);
  const view = new EditorView({
    state: EditorState.create({
      doc: draft.restore(),
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), drawSelection(),
        EditorState.allowMultipleSelections.of(true), indentOnInput(), indentUnit.of("    "), EditorState.tabSize.of(4),
        bracketMatching(), highlightActiveLine(), highlightSelectionMatches(), search({ top: true }),
        keymap.of([{ key: "Mod-Enter", run: submit(form) }, tab, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        // C++ stays without colours: its grammar would be half of this file again.
        typeOver, field.dataset.editor === "python" ? python() : [], syntaxHighlighting(colours), looks,
        EditorView.cspNonce.of(field.dataset.nonce ?? ""),
        EditorView.contentAttributes.of({
          "aria-label": field.labels[0]?.textContent.trim() ?? "Code",
          "aria-describedby": field.getAttribute("aria-describedby") ?? "",
          autocapitalize: "off", spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          field.value = update.state.doc.toString();
          draft.keep(field.value);
        }),
      ],
    }),
  });
  field.hidden = true;
  field.before(view.dom);
  field.value = view.state.doc.toString();
  field.labels[0]?.addEventListener("click", () => view.focus());
  form.addEventListener("submit", () => draft.drop());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: field.dataset.starter } });
    view.focus();
  });
}

for (const field of document.querySelectorAll("textarea[data-editor]")) upgrade(field);
