// While files are read the list changes in place; where somebody is in it with the keyboard, it waits.
"use strict";

(() => {
  const look = async () => {
    const queue = document.getElementById("queue");
    const again = queue?.dataset.again;
    if (!again) return;
    const [seconds, address] = again.split("; url=");
    await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
    if (!queue.contains(document.activeElement) && !document.hidden) {
      const got = await fetch(address, { redirect: "manual" }).catch(() => null);
      if (got?.type === "opaqueredirect") return location.reload(); // locked meanwhile
      const page = got?.ok ? new DOMParser().parseFromString(await got.text(), "text/html") : null;
      const fresh = page?.getElementById("queue");
      if (fresh && !queue.contains(document.activeElement)) queue.replaceWith(fresh);
    }
    look();
  };
  look();
})();
