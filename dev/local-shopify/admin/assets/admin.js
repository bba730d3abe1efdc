const navButton = document.querySelector(".nav-button");
navButton.addEventListener("click", () => {
  const isOpen = document.body.classList.toggle("nav-open");
  navButton.setAttribute("aria-expanded", String(isOpen));
});
document.addEventListener("click", ({ target }) => {
  const person = document.querySelector(".person[open]");
  if (person && !person.contains(target)) person.open = false;
});
window.addEventListener("blur", () => {
  const person = document.querySelector(".person[open]");
  if (person && document.activeElement?.tagName === "IFRAME") person.open = false;
});
