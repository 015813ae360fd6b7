// Puts the page's present content in place of the old one, while nobody looks away, types or is about to press a button.
const pause = document.getElementById("pause");
let paused = false;

pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.textContent = paused ? "Go on" : "Pause";
  pause.setAttribute("aria-pressed", String(paused));
});

async function refresh() {
  const main = document.querySelector("main");
  if (paused || document.hidden || main.querySelector("button:hover, button:focus-visible")) {
    return;
  }

  const state = document.getElementById("state");
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }

    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!paused) {
      main.replaceWith(page.querySelector("main"));
      state.textContent = "";
    }
  } catch {
    state.textContent = "▲ The gateway does not answer. These figures are old.";
  }
}

setInterval(refresh, 5000);
