// Draws the procedure's diagram with the current step and the way that was passed.
"use strict";

document.addEventListener("DOMContentLoaded", function () {
  const holder = document.getElementById("diagram");
  const given = document.getElementById("diagram-data");
  if (!holder || !given) {
    return;
  }
  const data = JSON.parse(given.textContent);
  const READABLE = 0.6; // below this scale the words in the boxes cannot be read
  const viewer = new BpmnJS({ container: holder });

  function fit() {
    viewer.get("canvas").zoom("fit-viewport", "auto");
  }

  function centre() {
    const canvas = viewer.get("canvas");
    const element = viewer.get("elementRegistry").get(data.current[0]);
    if (!element) {
      return fit();
    }
    const box = canvas.viewbox();
    const width = holder.clientWidth / 0.9;
    const height = width * (box.outer.height / box.outer.width);
    canvas.viewbox({
      x: element.x + element.width / 2 - width / 2,
      y: element.y + element.height / 2 - height / 2,
      width: width,
      height: height,
    });
  }

  function mark() {
    const canvas = viewer.get("canvas");
    const known = viewer.get("elementRegistry");
    data.passed.forEach(function (id) { if (known.get(id)) { canvas.addMarker(id, "office-passed"); } });
    data.current.forEach(function (id) { if (known.get(id)) { canvas.addMarker(id, "office-current"); } });
  }

  const steps = {
    fit: fit,
    centre: centre,
    nearer: function () { viewer.get("zoomScroll").stepZoom(1); },
    farther: function () { viewer.get("zoomScroll").stepZoom(-1); },
  };
  document.querySelectorAll("[data-diagram]").forEach(function (button) {
    button.addEventListener("click", function () { steps[button.dataset.diagram](); });
  });

  viewer.importXML(data.xml).then(function () {
    mark();
    fit();
    if (viewer.get("canvas").zoom() < READABLE) {
      centre();
    }
    holder.classList.add("is-drawn");
  }).catch(function () {
    holder.textContent = "流程图没有画出来，不影响办理。请刷新页面；仍不显示时告诉系统管理员。";
  });
});
