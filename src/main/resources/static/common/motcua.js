(() => {
  "use strict";
  const typing = (element) =>
    element.matches("input, select, textarea, [contenteditable]") || element.closest("dialog[open]");

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest && event.target.closest("form[data-mc-submit-keys]");
    if (form && event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-mc-search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "n") {
      const link = document.querySelector('.mc-rail a[href="/ho-so/tiep-nhan"]');
      if (link) link.click();
    } else if (event.key === "?") {
      document.getElementById("phim-tat").showModal();
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    } else if (event.key === "Enter") {
      const row = document.querySelector(".mc-row-focus a[href]");
      if (row && event.target === document.body) row.click();
    }
  });

  function move(by) {
    const rows = [...document.querySelectorAll("[data-mc-rows] tbody tr")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("mc-row-focus"));
    rows.forEach((row) => row.classList.remove("mc-row-focus"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    next.classList.add("mc-row-focus");
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const menu = event.target.closest("[data-mc-menu]");
    if (menu) {
      const open = document.getElementById("thanh-viec").classList.toggle("open");
      menu.setAttribute("aria-expanded", String(open));
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.target.dataset.mcSent) {
      if (event.target.dataset.mcSent) event.preventDefault();
      return;
    }
    if (event.target.hasAttribute("hx-post")) return;
    event.target.dataset.mcSent = "1";
    setTimeout(() => delete event.target.dataset.mcSent, 8000);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-mc-autosubmit]")) event.target.form.requestSubmit();
  });

  document.body.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers.Accept = "text/html";
  });

  function reload(target, form) {
    const query = new URLSearchParams();
    for (const name of ["procedure", "unit", "channel"]) query.set(name, form.elements[name].value);
    window.htmx.ajax("GET", "/ho-so/tiep-nhan/chi-tiet?" + query, { target, swap: "outerHTML" });
  }

  document.addEventListener("change", (event) => {
    const target = event.target.dataset && event.target.dataset.mcReload;
    if (target && window.htmx) reload(target, event.target.form);
  });

  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-mc-pick]");
    if (!pick || !window.htmx) return;
    event.preventDefault();
    const field = document.getElementById("f-procedure");
    field.value = pick.dataset.mcPick;
    reload(field.dataset.mcReload, field.form);
    document.getElementById("f-idNumber").focus();
  });

  const printed = document.querySelector("[data-mc-print]");
  if (printed && new URLSearchParams(location.search).has("vua-nhan") && !navigator.webdriver) {
    const paper = document.createElement("iframe");
    paper.hidden = true;
    paper.src = printed.dataset.mcPrint;
    paper.addEventListener("load", () => paper.contentWindow.print());
    document.body.append(paper);
  }

  const first = document.querySelector("[data-mc-focus]");
  if (first) first.focus();
})();
