// Code that was typed and not yet sent survives a reload: kept by the browser, dropped when sent.

export function draftOf(field) {
  const key = `heldout-draft:${location.pathname}:${field.id}`;
  return {
    restore: () => read(key) ?? field.value,
    keep: (text) => write(key, text),
    drop: () => write(key, null),
  };
}

// A browser may refuse storage altogether (private windows): then there are no drafts, no more.
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, text) {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // full or forbidden: the text is still in the editor
  }
}
