/* Drawing a shape on a map: a click or Enter sets a corner, Backspace takes the last one away. The page works without. */
"use strict";

const STEP = 40; // units an arrow key moves the cross

function startDrawing(map) {
  const field = document.querySelector("[data-shape]");
  const svg = "http://www.w3.org/2000/svg";
  const shape = map.appendChild(document.createElementNS(svg, "polygon"));
  const cross = map.appendChild(document.createElementNS(svg, "path"));
  const said = document.querySelector("[data-drawn]");
  const { south, west, north, east } = Object.fromEntries(Object.entries(map.dataset).map(([k, v]) => [k, Number(v)]));
  const { width, height } = map.viewBox.baseVal;
  let corners = read(), at = { x: width / 2, y: height / 2 };
  shape.setAttribute("class", "drawn");
  cross.setAttribute("class", "cross");

  function read() {
    return [...field.value.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, lat, lon]) => ({
      x: ((Number(lon) * 1e6 - west) / (east - west)) * width,
      y: ((north - Number(lat) * 1e6) / (north - south)) * height,
    }));
  }
  function show() {
    shape.setAttribute("points", corners.map(({ x, y }) => `${x},${y}`).join(" "));
    cross.setAttribute("d", `M${at.x - 30} ${at.y}h60M${at.x} ${at.y - 30}v60`);
  }
  function write() {
    field.value = corners.map(({ x, y }) => {
      const lat = (north - (y / height) * (north - south)) / 1e6;
      const lon = (west + (x / width) * (east - west)) / 1e6;
      return `${lat.toFixed(6)},${lon.toFixed(6)}`;
    }).join(" ");
    said.textContent = said.dataset.drawn.replace("0", String(corners.length));
    const choice = document.querySelector('input[name="where"][value="shape"]');
    if (corners.length && choice) choice.checked = true;
    show();
  }
  map.addEventListener("click", (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    at = { x: point.x, y: point.y };
    corners.push({ ...at });
    write();
  });
  map.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const move = moves[event.key];
    if (move) {
      at = { x: Math.min(width, Math.max(0, at.x + move[0])), y: Math.min(height, Math.max(0, at.y + move[1])) };
      show();
    } else if (event.key === "Enter") {
      corners.push({ ...at });
      write();
    } else if (event.key === "Backspace" || event.key === "Delete") {
      corners.pop();
      write();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.querySelector("[data-clear]").addEventListener("click", () => {
    corners = [];
    write();
  });
  field.addEventListener("change", () => {
    corners = read();
    show();
  });
  show();
}

document.querySelectorAll("[data-draw]").forEach(startDrawing);
