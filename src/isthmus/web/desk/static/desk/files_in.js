// Files and folders that are chosen or dropped are sent one by one: the first can be read while others are on their way.
"use strict";

(() => {
  const form = document.getElementById("begin");
  const zone = document.getElementById("drop");
  const told = document.getElementById("sending");
  if (!form || !zone) return;
  const words = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let busy = false;

  const say = (text, values) =>
    (told.textContent = text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole));

  const post = async (fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("csrfmiddlewaretoken", token);
    const got = await fetch(words.send, { method: "POST", body, redirect: "manual" }).catch(() => null);
    return got?.ok ? got.json() : null;
  };

  const byName = new Intl.Collator(undefined, { numeric: true });

  const send = async (files) => {
    if (busy || !files.length) return;
    busy = true;
    const batch = crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
    const pictures = files.every(({ file }) => file.type.startsWith("image/")) ? "1" : "";
    const failed = [];
    for (const [number, { file, path }] of files.entries()) {
      say(words.sending, { n: number + 1, m: files.length });
      const fields = { batch, pictures, number, path, file };
      if (!(await post(fields))) failed.push(path);
    }
    const answer = await post({ batch });
    busy = false;
    if (failed.length) return say(words.failed, { n: failed.length, names: failed.slice(0, 5).join(", ") });
    if (answer?.go) location.assign(answer.go);
    else say(words.failed, { n: files.length, names: "" });
  };

  const chosen = (list) =>
    [...list]
      .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
      .sort((one, other) => byName.compare(one.path, other.path));

  for (const field of [form.elements.file, form.elements.folder])
    field?.addEventListener("change", () => {
      // One file goes with the form, as it does without a script: it is asked about where it is held already.
      if (field.files.length > 1 || field === form.elements.folder) send(chosen(field.files));
    });

  // What is on its way is not sent once more with the form.
  form.addEventListener("submit", (event) => busy && event.preventDefault());

  // ---- Dropped: folders are walked through ----

  const filesOf = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
      return file ? [{ file, path: entry.fullPath.replace(/^\//, "") }] : [];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (!some.length) break;
      for (const each of some) found.push(...(await filesOf(each)));
    }
    return found;
  };

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((each) => each.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...transfer.files];
    if (!entries.length) return chosen(plain);
    const found = [];
    for (const each of entries) found.push(...(await filesOf(each)));
    return found.sort((one, other) => byName.compare(one.path, other.path));
  };

  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || zone.classList.remove("over"));
  addEventListener("drop", async (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.remove("over");
    const files = await dropped(event.dataTransfer);
    send(files);
  });
})();
