// The little that pages need beside htmx. Texts come from the page, in its language.
"use strict";

function say(text) {
  const place = document.getElementById("notices");
  const notice = document.createElement("p");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  place.replaceChildren(notice);
}

document.addEventListener("htmx:responseError", () => say(document.body.dataset.refused));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  source.select();
  navigator.clipboard?.writeText(source.value).then(() => { button.textContent = button.dataset.copied; });
});
