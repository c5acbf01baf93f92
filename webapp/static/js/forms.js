// Shows a field only when another answer has a certain code or one of several, guards uploads, and focuses what is wrong.
"use strict";

(function () {
  function answered(form, name) {
    const chosen = new FormData(form).getAll(name);
    return chosen.length ? chosen[0] : "";
  }

  function refresh(form) {
    form.querySelectorAll("[data-shown-name]").forEach(function (field) {
      const shown = field.dataset.shownValue.split(" ").includes(answered(form, field.dataset.shownName));
      field.hidden = !shown;
      field.querySelectorAll("input, select, textarea").forEach(function (input) {
        input.disabled = !shown; // what is not shown is not submitted
      });
    });
  }

  function refreshAll() {
    document.querySelectorAll("form[data-answers]").forEach(refresh);
  }

  document.addEventListener("change", function (event) {
    const form = event.target.closest("form[data-answers]");
    if (form) {
      refresh(form);
    }
    const group = event.target.closest("[data-choose-all]");
    if (group) {
      document.querySelectorAll('input[name="' + group.dataset.chooseAll + '"]:not(:disabled)').forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.matches("[data-remove]")) {
      event.target.closest("li").remove();
    }
    if (event.target.matches("[data-print]")) {
      window.print();
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.target.querySelector(".htmx-request[data-upload]")) {
      event.preventDefault();
      window.alert("附件还在上传，请等上传完成后再提交。");
      return;
    }
    const button = event.target.querySelector("button[type=submit]");
    if (button && event.target.matches("[data-answers]")) {
      window.setTimeout(function () { button.disabled = true; button.textContent = "正在提交…"; }, 0);
    }
  });

  // Coming back by the browser's back button finds the page as it was left: give the button back.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      window.location.reload();
    }
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.target.matches("[data-upload]")) {
      event.target.value = "";
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    refreshAll();
    const wrong = document.querySelector("[data-focus]");
    if (wrong) {
      wrong.focus();
    }
  });
})();
