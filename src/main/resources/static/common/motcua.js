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
    if (event.key === "Enter" && event.target.matches && event.target.matches("form[data-mc-enter-next] input:not([type=checkbox])")) {
      event.preventDefault();
      if (event.target.dataset.mcReload) reload(event.target.dataset.mcReload, event.target.form, true);
      else next(event.target);
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
      const other = event.target.closest("a, button, summary");
      if (row && !(other && other.offsetParent)) row.click();
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
    if (event.submitter && event.submitter.hasAttribute("data-mc-download")) return;
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

  function next(field) {
    const fields = [...field.form.querySelectorAll("input, select, textarea, button, summary")]
      .filter((each) => each.tabIndex >= 0 && each.type !== "hidden" && each.offsetParent);
    const after = fields[fields.indexOf(field) + 1];
    if (after) after.focus();
  }

  let shown = "";
  function reload(target, form, go) {
    const query = new URLSearchParams();
    for (const name of ["procedure", "unit", "channel"]) query.set(name, form.elements[name].value);
    if (shown === query.toString() && !go) return;
    shown = query.toString();
    window.htmx.ajax("GET", "/ho-so/tiep-nhan/chi-tiet?" + query, { target, swap: "outerHTML" }).then(() => {
      if (!go) return;
      const pick = document.querySelector(target + " [data-mc-pick]");
      (pick || document.getElementById("f-idNumber")).focus();
    });
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
    reload(field.dataset.mcReload, field.form, true);
  });

  const printed = document.querySelector("[data-mc-print]");
  if (printed && new URLSearchParams(location.search).has("vua-nhan") && !navigator.webdriver) {
    const paper = document.createElement("iframe");
    paper.hidden = true;
    paper.src = printed.dataset.mcPrint;
    paper.addEventListener("load", () => paper.contentWindow.print());
    document.body.append(paper);
  }

  const two = (number) => String(number).padStart(2, "0");

  function vietnamese(value) {
    const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(value);
    return found ? found[3] + "/" + found[2] + "/" + found[1] + (found[4] ? " " + found[4] + ":" + found[5] : "") : "";
  }

  function iso(text, withTime) {
    const day = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
    const found = /^(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4})/.exec(text) || /^(\d{2})(\d{2})(\d{4})/.exec(text);
    const parts = day ? [day[1], day[2], day[3]] : found ? [found[3], found[2], found[1]] : null;
    if (!parts) return null;
    const date = new Date(Date.UTC(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])));
    if (date.getUTCDate() !== Number(parts[2]) || date.getUTCMonth() !== Number(parts[1]) - 1) return null;
    const rest = text.slice((day || found)[0].length).replace(/^T/, " ").trim();
    const head = parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]);
    if (!withTime) return rest ? null : head;
    const time = /^(\d{1,2})(?:[:hg](\d{2})?)?$/.exec(rest);
    if (!time || Number(time[1]) > 23 || Number(time[2] || 0) > 59) return null;
    return head + "T" + two(time[1]) + ":" + two(time[2] || 0);
  }

  // A native date field shows the order of the browser's own language.
  function dates(root) {
    for (const native of root.querySelectorAll('input[type="date"], input[type="datetime-local"]')) {
      if (native.classList.contains("mc-native")) continue;
      const withTime = native.type === "datetime-local";
      const text = document.createElement("input");
      for (const name of ["id", "class", "required", "placeholder", "aria-describedby", "aria-invalid", "aria-label"]) {
        if (!native.hasAttribute(name)) continue;
        text.setAttribute(name, native.getAttribute(name));
        native.removeAttribute(name);
      }
      text.type = "text";
      text.autocomplete = "off";
      text.value = vietnamese(native.value);
      if (!text.placeholder) text.placeholder = withTime ? "ngày/tháng/năm giờ:phút" : "ngày/tháng/năm";
      const pick = document.createElement("button");
      pick.type = "button";
      pick.tabIndex = -1;
      pick.setAttribute("aria-label", "Chọn trên lịch");
      pick.innerHTML = '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z"/><path d="M16 3v4M8 3v4M4 11h16"/></svg>';
      const around = document.createElement("span");
      around.className = "mc-date" + (withTime ? " mc-date-time" : "");
      if (text.classList.contains("mc-narrow")) {
        text.classList.remove("mc-narrow");
        around.classList.add("mc-narrow");
      }
      native.replaceWith(around);
      native.className = "mc-native";
      native.tabIndex = -1;
      native.setAttribute("aria-hidden", "true");
      around.append(text, pick, native);
      text.addEventListener("input", () => {
        const value = text.value.trim() ? iso(text.value.trim(), withTime) : "";
        native.value = value || "";
        text.setCustomValidity(value === null ? (withTime ? "Viết như 15/09/2024 14:30." : "Viết ngày như 15/09/2024.") : "");
      });
      text.addEventListener("change", () => {
        if (native.value) text.value = vietnamese(native.value);
      });
      native.addEventListener("change", () => {
        text.value = vietnamese(native.value);
        text.setCustomValidity("");
      });
      pick.addEventListener("click", () => native.showPicker ? native.showPicker() : text.focus());
    }
  }
  dates(document);
  document.body.addEventListener("htmx:afterSwap", (event) => dates(event.detail.elt.parentNode || document));

  document.addEventListener("invalid", (event) => {
    if (event.target.validity.valueMissing) event.target.setCustomValidity("Hãy điền ô này.");
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target.setCustomValidity && event.target.validationMessage === "Hãy điền ô này.") event.target.setCustomValidity("");
  }, true);

  for (const box of document.querySelectorAll(".mc-scroll")) {
    if (box.scrollWidth > box.clientWidth && !box.querySelector("a, button, input:not([type=hidden]), select")) box.tabIndex = 0;
  }

  const first = document.querySelector("[data-mc-focus]");
  if (first) first.focus();
})();
